"""What is counted and timed, for Prometheus. Labels come from fixed lists: nobody's id or words, and no name that
grows."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

REGISTRY = CollectorRegistry()
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0, 30.0)  # Slack waits three for us
OTHER = "other"

TURNS = Counter("advisor_turns_total", "Turns that were taken and stored.", ["dialogue"], registry=REGISTRY)
ACKNOWLEDGED = Histogram(
    "advisor_acknowledge_seconds", "From a payload to its acknowledgement.", ["kind"], buckets=_SECONDS, registry=REGISTRY
)
SAID = Histogram("advisor_say_seconds", "One thing said to Slack.", ["kind"], buckets=_SECONDS, registry=REGISTRY)
SLACK_ERRORS = Counter(
    "advisor_slack_errors_total", "Calls that Slack refused or did not answer.", ["method", "error"], registry=REGISTRY
)
OUTBOX_DEPTH = Gauge("advisor_outbox_messages", "Messages still to be said.", registry=REGISTRY)
OUTBOX_AGE = Gauge("advisor_outbox_oldest_seconds", "How long the oldest of them has been due.", registry=REGISTRY)
PUT_ASIDE = Gauge("advisor_outbox_put_aside", "Messages that could not be said and were put aside.", registry=REGISTRY)
CONVERSATIONS = Gauge("advisor_conversations", "Conversations that are stored, by status.", ["status"], registry=REGISTRY)


def exposed() -> bytes:
    """All of it as Prometheus reads it."""
    return generate_latest(REGISTRY)
