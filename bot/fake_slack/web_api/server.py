"""The Web API over HTTP: reads a call, checks its token, does it, and answers, or runs into the trouble that was
ordered."""

import json
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from bot.fake_slack import Json
from bot.fake_slack.fake_slack import Call, FakeSlack
from bot.fake_slack.state.faults import Fault
from bot.fake_slack.validation.messages import Refused, check_message
from bot.fake_slack.web_api import apps, chat, conversations, files, oauth, views

METHODS = apps.METHODS | chat.METHODS | conversations.METHODS | files.METHODS | views.METHODS
JSON_ARGUMENTS = {"message", "blocks", "metadata", "view", "prompts", "attachments", "files"}


class WebApi:
    """The endpoints for one stand-in."""

    def __init__(self, slack: FakeSlack) -> None:
        self.slack = slack

    async def call(self, request: Request) -> Response:
        """One call of a method."""
        method, args = request.path_params["method"], await arguments(request)
        fault = self.slack.faults.next(method)
        if fault and not fault.after:
            return self._refused(Call(method, args, {}, fault.kind), fault)
        answer = self._answer(method, args, _token(request, args))
        self.slack.called(Call(method, args, answer, fault.kind if fault else ""))
        if fault:
            await _out_of_reach(request, fault)
        return JSONResponse(answer, headers={"x-oauth-scopes": ",".join(self.slack.scopes)})

    def _answer(self, method: str, args: Json, token: str) -> Json:
        try:
            if method in oauth.METHODS:
                return oauth.METHODS[method](self.slack, args)
            if not token:
                raise Refused("not_authed")
            bot, app, config = self.slack.bot_token, self.slack.app_token, self.slack.config_token
            if token != {"apps.connections.open": app, "apps.manifest.export": config}.get(method, bot):
                raise Refused("not_allowed_token_type" if token in {app, bot, config} else "invalid_auth")
            if method not in METHODS:
                raise Refused("unknown_method")
            return METHODS[method](self.slack, args)
        except Refused as refused:
            return refused.as_answer()

    def _refused(self, call: Call, fault: Fault) -> Response:
        self.slack.called(call)
        if fault.kind == "rate_limit":
            answer = {"ok": False, "error": "ratelimited"}
            return JSONResponse(answer, status_code=429, headers={"Retry-After": fault.detail})
        if fault.kind == "status":
            return PlainTextResponse("<html><body>Something went wrong.</body></html>", status_code=int(fault.detail))
        return JSONResponse({"ok": False, "error": fault.detail})

    async def uploaded(self, request: Request) -> Response:
        """A file, at the address that was handed out for it."""
        return await files.take(self.slack, request)

    async def file(self, request: Request) -> Response:
        """A file that was shared."""
        return files.given(self.slack, request)

    async def respond(self, request: Request) -> Response:
        """A post to a response_url."""
        args = await arguments(request)
        fault = self.slack.faults.next("response_url")
        if fault and not fault.after:
            return self._refused(Call("response_url", args, {}, fault.kind), fault)
        try:
            if not args.get("delete_original"):
                check_message(args)
            self.slack.triggers.answer_at(request.path_params["name"], args)
        except Refused as refused:
            self.slack.called(Call("response_url", args, refused.as_answer()))
            return JSONResponse(refused.as_answer(), status_code=404 if refused.error.endswith("_url") else 400)
        self.slack.called(Call("response_url", args, {"ok": True}))
        return PlainTextResponse("ok")


async def arguments(request: Request) -> Json:
    """The arguments of a call, from its address, its form or its JSON body."""
    body = (await request.body()).decode()
    args: dict[str, Any] = dict(request.query_params)
    if request.headers.get("content-type", "").startswith("application/json"):
        args |= json.loads(body or "{}")
    else:
        args |= dict(parse_qsl(body, keep_blank_values=True))
    for name in JSON_ARGUMENTS & set(args):
        if isinstance(args[name], str):
            args[name] = json.loads(args[name])
    return args


def _token(request: Request, args: Json) -> str:
    return request.headers.get("authorization", "").removeprefix("Bearer ") or str(args.pop("token", ""))


async def _out_of_reach(request: Request, fault: Fault) -> None:
    """Say nothing until the caller is gone, or cut the line."""
    if fault.kind == "cut":
        request.scope["cut"]()
    while (await request.receive())["type"] != "http.disconnect":
        pass
