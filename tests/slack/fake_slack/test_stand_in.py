"""The stand-in does what Slack does: tokens, channels, threads, triggers, addresses, sockets."""

from collections.abc import Iterator
from typing import Any

import pytest
from slack_sdk import WebClient, WebhookClient
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from bot.fake_slack.client.user import UserClient
from bot.fake_slack.fake_slack import APP_TOKEN, BOT_TOKEN
from bot.fake_slack.server import StandIn
from bot.fake_slack.state.workspace import BOT_USER
from tests.support.slack.office import hang_up

BLOCKS = [{"type": "section", "text": {"type": "plain_text", "text": "words"}}]
MODAL = {"type": "modal", "title": {"type": "plain_text", "text": "title"}, "blocks": BLOCKS}


class Clock:
    """A clock that a test may put forward."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def slack(clock: Clock) -> Iterator[StandIn]:
    with StandIn(clock) as slack:
        yield slack


@pytest.fixture
def client(slack: StandIn) -> WebClient:
    return WebClient(BOT_TOKEN, slack.api_url, retry_handlers=[])


@pytest.fixture
def ann(slack: StandIn) -> UserClient:
    return UserClient(slack, "Ann", patience=0)


def error_of(call: Any, *args: Any, **named: Any) -> str:
    with pytest.raises(SlackApiError) as error:
        call(*args, **named)
    return str(error.value.response["error"])


def test_tokens_are_checked(slack: StandIn) -> None:
    assert error_of(WebClient("xoxb-other", slack.api_url).auth_test) == "invalid_auth"
    assert error_of(WebClient(None, slack.api_url).auth_test) == "not_authed"
    assert error_of(WebClient(BOT_TOKEN, slack.api_url).apps_connections_open, app_token=BOT_TOKEN) == "not_allowed_token_type"


def test_channels_are_checked(slack: StandIn, client: WebClient, ann: UserClient) -> None:
    workspace = slack.workspace
    away, hidden = workspace.add_channel("away", [ann.id]), workspace.add_channel("hidden", [ann.id], "private")
    old, empty = workspace.add_channel("old", [BOT_USER]), workspace.add_channel("empty", [BOT_USER])
    workspace.change_channel(old.id, archived=True)
    assert error_of(client.chat_postMessage, channel="C0NONE", text="x") == "channel_not_found"
    assert error_of(client.chat_postMessage, channel=away.id, text="x") == "not_in_channel"
    assert error_of(client.chat_postMessage, channel=hidden.id, text="x") == "channel_not_found"
    assert error_of(client.chat_postMessage, channel=old.id, text="x") == "is_archived"
    assert error_of(client.chat_postEphemeral, channel=empty.id, user=ann.id, text="x") == "user_not_in_channel"
    assert client.chat_postMessage(channel="#empty", text="x")["channel"] == empty.id
    assert client.chat_postMessage(channel=ann.id, text="x")["channel"] == ann.dm.id


def test_a_message_can_be_found_changed_and_deleted(slack: StandIn, client: WebClient) -> None:
    channel = slack.workspace.add_channel("here", [BOT_USER]).id
    metadata = {"event_type": "said", "event_payload": {"id": "1"}}
    ts = client.chat_postMessage(channel=channel, text="x", metadata=metadata)["ts"]
    client.chat_update(channel=channel, ts=ts, text="y", blocks=BLOCKS)
    [message] = client.conversations_history(channel=channel, include_all_metadata=True)["messages"]
    assert (message["text"], message["metadata"], message["blocks"][0]["text"]["text"]) == ("y", metadata, "words")
    assert "metadata" not in client.conversations_history(channel=channel)["messages"][0]
    client.chat_delete(channel=channel, ts=ts)
    assert error_of(client.chat_update, channel=channel, ts=ts, text="z") == "message_not_found"


def test_only_the_apps_own_messages_can_be_changed(slack: StandIn, client: WebClient, ann: UserClient) -> None:
    channel = slack.workspace.add_channel("here", [BOT_USER, ann.id])
    message = ann.post(channel, "mine")
    assert error_of(client.chat_update, channel=channel.id, ts=message.ts, text="z") == "cant_update_message"


def test_threads_are_read_page_by_page_oldest_first(slack: StandIn, client: WebClient) -> None:
    channel = slack.workspace.add_channel("here", [BOT_USER]).id
    root = client.chat_postMessage(channel=channel, text="0")["ts"]
    for number in range(1, 5):
        client.chat_postMessage(channel=channel, text=str(number), thread_ts=root)
    pages = client.conversations_replies(channel=channel, ts=root, limit=2)  # which is another one after every step
    assert [[message["text"] for message in page["messages"]] for page in pages] == [["0", "1"], ["2", "3"], ["4"]]
    assert [message["text"] for message in client.conversations_history(channel=channel)["messages"]] == ["0"]
    assert error_of(client.conversations_replies, channel=channel, ts="1.000000") == "thread_not_found"


def test_a_trigger_works_once_and_for_three_seconds(slack: StandIn, client: WebClient, ann: UserClient, clock: Clock) -> None:
    trigger, other = slack.triggers.trigger(ann.id), slack.triggers.trigger(ann.id)
    client.views_open(trigger_id=trigger, view=MODAL)
    assert error_of(client.views_open, trigger_id=trigger, view=MODAL) == "exchanged_trigger_id"
    clock.now += 3.1
    assert error_of(client.views_open, trigger_id=other, view=MODAL) == "expired_trigger_id"
    assert error_of(client.views_open, trigger_id="made-up", view=MODAL) == "invalid_trigger_id"


def test_three_modals_fit_on_each_other(slack: StandIn, client: WebClient, ann: UserClient) -> None:
    client.views_open(trigger_id=slack.triggers.trigger(ann.id), view=MODAL)
    for _ in range(2):
        client.views_push(trigger_id=slack.triggers.trigger(ann.id), view=MODAL)
    assert error_of(client.views_push, trigger_id=slack.triggers.trigger(ann.id), view=MODAL) == "push_limit_reached"
    view = ann.modal
    assert view is not None
    assert error_of(client.views_update, view_id=view.id, hash="old", view=MODAL) == "hash_conflict"
    assert error_of(client.views_update, view_id="V0", view=MODAL) == "not_found"


def test_an_address_takes_five_posts_in_half_an_hour(slack: StandIn, ann: UserClient, clock: Clock) -> None:
    first, second = (slack.triggers.address(ann.id, ann.dm.id) for _ in range(2))
    sent = [WebhookClient(slack.response_url(first)).send(text="x", response_type="ephemeral") for _ in range(6)]
    assert [response.status_code for response in sent] == [200] * 5 + [404]
    clock.now += 1801
    assert "expired_url" in WebhookClient(slack.response_url(second)).send(text="x").body


def test_a_command_is_answered_for_one_person_alone(slack: StandIn, ann: UserClient) -> None:
    channel = slack.workspace.add_channel("here", [ann.id])
    slack.deliveries.carry = lambda delivery: slack.deliveries.acknowledge(delivery.id, {"text": "psst", "blocks": BLOCKS})
    ann.patience = 1
    ann.command(channel, "help")
    assert [message.only_for for message in ann.sees(channel)][-1] == ann.id


def test_prompts_are_for_direct_messages(slack: StandIn, client: WebClient, ann: UserClient) -> None:
    prompts = [{"title": "Start", "message": "start"}]
    channel = slack.workspace.add_channel("here", [BOT_USER]).id
    suggest = client.assistant_threads_setSuggestedPrompts
    suggest(channel_id=ann.dm.id, thread_ts="1.0", prompts=prompts)
    assert slack.prompts[ann.dm.id]["prompts"] == prompts
    assert error_of(suggest, channel_id=channel, thread_ts="1.0", prompts=prompts) == "channel_not_found"


class Listener:
    """A socket that acknowledges only what it is told to."""

    def __init__(self, slack: StandIn, client: WebClient) -> None:
        self.heard: list[SocketModeRequest] = []
        self.acknowledges = False
        self.slack = slack
        self.socket = SocketModeClient(APP_TOKEN, web_client=client, ping_interval=0.2)
        self.socket.socket_mode_request_listeners.append(self._take)
        self.socket.connect()
        slack.wait_until(lambda: slack.sockets.open)

    def _take(self, socket: Any, request: SocketModeRequest) -> None:
        self.heard.append(request)
        if self.acknowledges:
            socket.send_socket_mode_response(SocketModeResponse(request.envelope_id))


@pytest.fixture
def listener(slack: StandIn, client: WebClient) -> Iterator[Listener]:
    slack.sockets.patience = 0.2
    listener = Listener(slack, client)
    yield listener
    hang_up(listener.socket)


def test_what_is_not_acknowledged_comes_again(slack: StandIn, ann: UserClient, listener: Listener) -> None:
    channel = slack.workspace.add_channel("here", [BOT_USER, ann.id])
    ann.post(channel, "hello")
    slack.wait_until(lambda: len(listener.heard) == 2)
    listener.acknowledges = True
    slack.wait_until(lambda: not slack.deliveries.open)
    assert {request.payload["event_id"] for request in listener.heard} == {slack.deliveries.all[0].payload["event_id"]}
    assert [request.retry_attempt for request in listener.heard] == list(range(len(listener.heard)))


def test_after_a_dropped_socket_what_is_open_comes_over_the_next(slack: StandIn, ann: UserClient, listener: Listener) -> None:
    slack.sockets.patience = 60
    channel = slack.workspace.add_channel("here", [BOT_USER, ann.id])
    ann.post(channel, "hello")
    slack.wait_until(lambda: listener.heard)
    listener.acknowledges = True
    slack.sockets.drop()
    slack.wait_until(lambda: not slack.deliveries.open, 20)
    assert len(listener.heard) == 2


def test_asked_to_reconnect_the_app_has_a_socket_again(slack: StandIn, listener: Listener) -> None:
    before = slack.sockets.open[0]
    slack.sockets.ask_to_reconnect()
    slack.wait_until(lambda: any(socket is not before for socket in slack.sockets.open))
