"""Turns as spans of OpenTelemetry, where the extra `telemetry` is installed and OTEL_EXPORTER_OTLP_ENDPOINT is set."""

import os
from typing import Any

ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT"


def tracer() -> Any | None:
    """What begins spans; None where nobody asked for them. Raises ImportError without the extra."""
    if not os.environ.get(ENDPOINT):
        return None
    from opentelemetry import trace
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    provider = TracerProvider(resource=Resource.create({"service.name": "commissioning-advisor"}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(provider)
    return trace.get_tracer("advisor")
