"""The kinds of what the outbox holds: what becomes of a payload."""

# A new message, a change of the open one or of an answered one, a word to one person alone,
# a change of a modal, or what somebody sees who opens the app.
POST, UPDATE, LINE, WHISPER, MODAL, HOME, PROMPTS = "post", "update", "line", "whisper", "modal", "home", "prompts"
FILE = "file"  # a document to be uploaded
REMIND = "remind"  # these reminders are to be scheduled, and no others
KINDS = frozenset({POST, UPDATE, LINE, WHISPER, MODAL, HOME, PROMPTS, FILE, REMIND})

OUTCOME = "outcome"  # beside the lines of answered questions: where the advice stands that counts now
