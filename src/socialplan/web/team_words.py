"""Deeds of the history and rights of the roles, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DEEDS: dict[str, str | Promise] = {
    "create_workspace": _("made the workspace"),
    "create_owner": _("made the first account"),
    "rename_workspace": _("changed the workspace"),
    "choose_languages": _("chose the languages of the posts"),
    "invite": _("invited somebody"),
    "withdraw_invitation": _("withdrew an invitation"),
    "accept_invitation": _("joined the team"),
    "change_role": _("changed a role"),
    "remove_member": _("removed somebody from the team"),
    "make_token": _("made an API key"),
    "revoke_token": _("withdrew an API key"),
    "keep_view": _("saved a view"),
    "rename_view": _("renamed a saved view"),
    "share_view": _("shared a saved view"),
    "unshare_view": _("took a saved view back for themselves"),
    "remove_view": _("removed a saved view"),
    "undo_view": _("put a saved view back"),
    "start_view": _("chose where a role comes in"),
    "change_profile": _("changed name or password"),
    "import": _("imported files"),
    "mark_account": _("marked an account"),
    "correct_label": _("corrected a label"),
    "confirm_label": _("said a label is right"),
    "learn_model": _("made a model from corrections"),
    "try_folder": _("tried a model in a folder"),
    "adopt_version": _("adopted a version of a model"),
    "undo_correction": _("took back the correction of a label"),
    "take_table_out": _("took a table out as a file"),
    "erase_person": _("erased a person"),
    "forget_mapping": _("deleted a mapping"),
    "rename_mapping": _("renamed a mapping"),
    "add_source": _("began to listen to"),
    "stop_source": _("stopped listening to"),
    "resume_source": _("went on listening to"),
    "remove_source": _("took a source away"),
    "add_query": _("added a tracked query"),
    "change_query": _("changed a tracked query"),
    "pause_query": _("paused a tracked query"),
    "resume_query": _("went on with a tracked query"),
    "remove_query": _("removed a tracked query"),
    "undo_query": _("put a tracked query back"),
    "query_follows_brief": _("a tracked query followed the brief"),
    "draw_posts": _("drew posts to judge"),
    "judge_post": _("judged a post of a tracked query"),
    "ask_community": _("wrote a question to the community"),
    "place_community_question": _("said where a question to the community stands"),
    "thank_community": _("thanked for answers to a question"),
    "close_community_question": _("closed a question to the community"),
    "adopt_claim": _("adopted a claim"),
    "tie_claim": _("tied a claim to evidence"),
    "reword_claim": _("reworded a claim"),
    "withdraw_claim": _("withdrew a claim"),
    "listen": _("started a listening task"),
    "stop_listening": _("stopped a listening task"),
    "decline_suggestion": _("declined a suggestion"),
    "save_finding": _("saved a finding"),
    "name_saved_finding": _("named a saved finding"),
    "drop_saved_finding": _("took a finding out of the saved ones"),
    "review_keep": _("kept a decision after a review"),
    "review_ask": _("asked somebody to review"),
    "review_later": _("put off a review"),
    "review_change": _("changed a decision after a review"),
    "take_back_import": _("took back an import"),
    "add_newer_example_data": _("added newer data to the example"),
    "set_round": _("set the period of the plan"),
    "keep_target": _("kept the value to reach of a KPI"),
    "make_main_goal": _("set the main goal"),
    "approve_goal": _("approved a goal"),
    "reopen_goal": _("reopened a goal"),
    "lay_goal_on_claims": _("tied a goal to claims"),
    "add_swot_card": _("added a SWOT card"),
    "change_swot_card": _("changed a SWOT card"),
    "move_swot_card": _("moved a SWOT card"),
    "remove_swot_card": _("removed a SWOT card"),
    "tie_swot_card": _("tied a SWOT card to evidence"),
    "connect_account": _("connected an account"),
    "disconnect_account": _("disconnected an account"),
    "choose_panel": _("chose the panel of accounts"),
    "score_cell": _("scored a cell of the confrontation matrix"),
    "choose_issue": _("chose a key issue"),
    "change_issue": _("changed a key issue"),
    "drop_issue": _("dropped a key issue"),
    "add_factor": _("added a DESTEP factor"),
    "change_factor": _("changed a DESTEP factor"),
    "remove_factor": _("removed a DESTEP factor"),
    "renew_factor": _("took the newest figure for a DESTEP factor"),
    "look_at_letter": _("found nothing relevant under a DESTEP letter"),
    "factor_to_swot": _("put a DESTEP factor on the SWOT board"),
    "undo_swot_card": _("undid a change of a SWOT card"),
}
RIGHTS: dict[str, str | Promise] = {
    "data.read": _("See data and figures"),
    "data.import": _("Import files and mark accounts"),
    "data.erase": _("Erase a person"),
    "network.connect": _("Connect an account on a network and disconnect it"),
    "labels.correct": _("Correct the labels of posts"),
    "models.adopt": _("Adopt a version of a model"),
    "plan.read": _("Read the plan"),
    "plan.edit": _("Change the plan, adopt claims, record reviews"),
    "views.keep": _("Save views and share them"),
    "team.read": _("See the team and its history"),
    "team.manage": _("Invite people, change roles, change the workspace"),
    "instance.owner": _("Use commands on the server"),
}
ROLES: dict[str, str | Promise] = {"owner": _("owner"), "member": _("member")}


# A deed on a row of the plan: the verb and the kind of row, as its code has them.
VERBS: dict[str, str | Promise] = {
    "add": _("added: %(thing)s"),
    "change": _("changed: %(thing)s"),
    "remove": _("removed: %(thing)s"),
    "undo": _("undid a change: %(thing)s"),
}
THINGS: dict[str, str | Promise] = {
    "expectation": _("expectation"),
    "name": _("name or spelling"),
    "offer": _("product or service"),
    "campaign": _("campaign"),
    "goal": _("goal"),
    "criterion": _("criterion"),
    "kpi": _("KPI"),
}


def deed(action: str) -> str:
    """The words of a deed; one that has no words yet is shown as it is kept."""
    if action in DEEDS:
        return str(DEEDS[action])
    verb, _underscore, kind = action.partition("_")
    if verb in VERBS and kind in THINGS:
        return str(VERBS[verb]) % {"thing": THINGS[kind]}
    return action.replace("_", " ")
