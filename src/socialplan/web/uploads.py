"""Files on their way in: one that grows past the limit is dropped while it is still being sent."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile


class LimitedUpload(FileUploadHandler):
    """Stands before the handlers that keep a file. The page reads `request.too_large` for the names."""

    received = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.received += len(raw_data)
        if self.received > settings.UPLOAD_MOST_BYTES:
            dropped: list[str] = getattr(self.request, "too_large", [])
            self.request.too_large = [*dropped, str(self.file_name)]  # type: ignore[union-attr]
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
