"""The Web API's methods for files: an address to upload to, and the message that shares what was uploaded."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.fake_slack import Json
from bot.fake_slack.fake_slack import FakeSlack
from bot.fake_slack.state.files import File
from bot.fake_slack.state.workspace import BOT_USER
from bot.fake_slack.validation.messages import Refused
from bot.fake_slack.web_api.chat import channel_to_speak_in

LONGEST_COMMENT = 4000


def upload_url(slack: FakeSlack, args: Json) -> Json:
    """files.getUploadURLExternal"""
    name, length = args.get("filename"), str(args.get("length") or "")
    if not name or not length.isdigit() or not int(length):
        raise Refused("invalid_arguments")
    file = File(slack.workspace.new_id("F"), str(name), length=int(length))
    slack.workspace.files[file.id] = file
    return {"ok": True, "upload_url": f"{slack.upload_address}/{file.id}", "file_id": file.id}


def complete(slack: FakeSlack, args: Json) -> Json:
    """files.completeUploadExternal"""
    wanted, comment = args.get("files"), args.get("initial_comment") or ""
    if not isinstance(wanted, list) or not wanted or len(comment) > LONGEST_COMMENT:
        raise Refused("invalid_arguments")
    shared = [slack.workspace.files.uploaded(str(one.get("id")), str(one.get("title") or "")) for one in wanted]
    if args.get("channel_id"):
        channel = channel_to_speak_in(slack, {"channel": args["channel_id"]})
        content = {"thread": args.get("thread_ts") or "", "files": tuple(file.id for file in shared)}
        slack.workspace.post(channel.id, BOT_USER, comment, **content)
    return {"ok": True, "files": [file.as_slack() for file in shared]}


METHODS: dict[str, Callable[[FakeSlack, Json], Json]] = {
    "files.getUploadURLExternal": upload_url,
    "files.completeUploadExternal": complete,
}


async def take(slack: FakeSlack, request: Request) -> Response:
    """What is uploaded, at the address that was handed out for it."""
    content, id_ = await request.body(), request.path_params["id"]
    known = slack.workspace.files.get(id_)
    if known is None or known.content is not None or len(content) != known.length:
        return PlainTextResponse("no such upload", status_code=404 if known is None else 400)
    slack.workspace.files.take(id_, content.decode(errors="replace"))
    return PlainTextResponse(f"OK - {len(content)}")


def given(slack: FakeSlack, request: Request) -> Response:
    """A file that was shared, for whoever wants to keep it."""
    file = slack.workspace.files.get(request.path_params["id"])
    if file is None or file.content is None:
        return PlainTextResponse("There is no such file (any more).", status_code=404)
    return Response(file.content, media_type="text/plain; charset=utf-8", headers={"Content-Disposition": "attachment"})
