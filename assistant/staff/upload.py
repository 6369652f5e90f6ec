"""One upload: the body of a request, written to the disk as it comes and removed again if it breaks off."""

import errno
from pathlib import Path

from fastapi.concurrency import run_in_threadpool
from fastapi.requests import Request
from starlette.requests import ClientDisconnect

from assistant.staff.file_name import file_name
from assistant.staff.refused import Refused
from assistant.staff.shelf import Entry, Shelf


async def receive(shelf: Shelf, request: Request, name: str, by: str, acknowledged: bool) -> Entry:
    """Stage the body of a request under a safe form of `name`; raises Refused.

    Nothing is written before whoever sends it has `acknowledged` that it holds no secrets.
    """
    if not acknowledged:
        raise Refused(
            400,
            "not_acknowledged",
            "请先勾选“我确认这些文件不涉密”，再上传。",
            "Confirm first that the files hold no state secrets.",
        )
    safe = file_name(name)
    try:
        entry, path = await run_in_threadpool(shelf.open, "staged", safe, by)
        try:
            size = await _write(request, path)
            return await run_in_threadpool(shelf.keep, "staged", entry, size)
        except BaseException:  # whatever it is, a cancelled request too
            shelf.discard("staged", entry.id)
            raise
    except ClientDisconnect:
        raise Refused(
            400, "broken_off", "上传中断了，没有保存：请重新上传。", "The upload broke off: send the file once more."
        ) from None
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise Refused(
            507,
            "disk",
            "磁盘已满，没有保存：请联系管理员。" if full else "文件没能写入磁盘，没有保存：请联系管理员。",
            "The file could not be written: ask an administrator to look at the disk.",
        ) from error


async def _write(request: Request, path: Path) -> int:
    """Write a body to a file; gives its size. Raises ClientDisconnect when it is not whole, Refused when empty."""
    size = 0
    with path.open("xb") as file:
        async for part in request.stream():
            await run_in_threadpool(file.write, part)
            size += len(part)
    stated = request.headers.get("content-length")
    if stated is not None and size != int(stated):
        raise ClientDisconnect
    if not size:
        raise Refused(400, "empty", "这个文件是空的，没有可以收录的内容。", "The file is empty.")
    return size
