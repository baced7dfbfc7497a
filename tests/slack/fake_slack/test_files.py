"""What the stand-in does with files, called as an app calls it."""

from collections.abc import Iterator
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.fake_slack.client.user import UserClient
from bot.fake_slack.server import StandIn


@pytest.fixture
def slack() -> Iterator[StandIn]:
    with StandIn() as slack:
        yield slack


@pytest.fixture
def client(slack: StandIn) -> WebClient:
    return WebClient(slack.bot_token, base_url=slack.api_url, retry_handlers=[])


@pytest.fixture
def ann(slack: StandIn) -> UserClient:
    return UserClient(slack, "Ann")


def refusal(client: WebClient, method: str, **args: object) -> str:
    with pytest.raises(SlackApiError) as error:
        client.api_call(method, params=args)
    return str(error.value.response["error"])


def test_a_file_is_uploaded_shared_seen_and_given(slack: StandIn, client: WebClient, ann: UserClient) -> None:
    told = client.files_upload_v2(channel=ann.dm.id, filename="plan.md", title="The plan", content="# Für alle")
    (message,) = ann.sees(ann.dm)
    assert message.files == (told["file"]["id"],)
    (seen,) = client.conversations_history(channel=ann.dm.id)["messages"]
    assert [(one["name"], one["title"], one["size"]) for one in seen["files"]] == [("plan.md", "The plan", 11)]
    with urlopen(f"http://{slack.address}/files/{told['file']['id']}") as given:
        assert given.read().decode() == "# Für alle"
        assert given.headers["Content-Disposition"] == "attachment"


def test_what_slack_refuses_of_files(slack: StandIn, client: WebClient, ann: UserClient) -> None:
    assert refusal(client, "files.getUploadURLExternal", filename="plan.md") == "invalid_arguments"
    assert refusal(client, "files.getUploadURLExternal", filename="plan.md", length=0) == "invalid_arguments"
    assert refusal(client, "files.completeUploadExternal", channel_id=ann.dm.id) == "invalid_arguments"
    assert refusal(client, "files.completeUploadExternal", files='[{"id": "F0NONE"}]') == "file_not_found"
    begun = client.files_getUploadURLExternal(filename="plan.md", length=4)
    assert refusal(client, "files.completeUploadExternal", files=f'[{{"id": "{begun["file_id"]}"}}]') == "file_not_found"
    for address, content in ((begun["upload_url"], b"too long"), (f"{begun['upload_url']}0", b"four")):
        with pytest.raises(HTTPError):
            urlopen(Request(address, data=content))
    urlopen(Request(begun["upload_url"], data=b"four")).close()
    elsewhere = slack.workspace.add_channel("lunch", [ann.id])
    args = {"files": f'[{{"id": "{begun["file_id"]}"}}]', "channel_id": elsewhere.id}
    assert refusal(client, "files.completeUploadExternal", **args) == "not_in_channel"
    assert ann.sees(ann.dm) == []


def test_a_file_that_is_not_there_is_not_given(slack: StandIn) -> None:
    with pytest.raises(HTTPError):
        urlopen(f"http://{slack.address}/files/F0NONE")
