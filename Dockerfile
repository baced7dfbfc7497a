# Paths are relative to WORKDIR, so that the same steps can be run and tested without a Docker engine (tests/processes/test_dockerfile.py).
FROM python:3.12.8-slim-bookworm AS build
WORKDIR /app
COPY requirements.txt ./
RUN python -m venv venv && venv/bin/python -m pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.txt
COPY pyproject.toml README.md LICENSE LICENSE-CONTENT.md manifest.yml ./
COPY bot ./bot
COPY dialogues ./dialogues
COPY knowledge ./knowledge
COPY tests/conversations ./tests/conversations
COPY tests/decisions ./tests/decisions
RUN venv/bin/python -m pip wheel --no-cache-dir --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir wheel . \
 && venv/bin/python -m pip install --no-cache-dir --disable-pip-version-check --no-deps --no-index wheel/*.whl

FROM python:3.12.8-slim-bookworm
WORKDIR /app
COPY --from=build /app/venv ./venv
RUN mkdir -m 1777 data
ENV PYTHONUNBUFFERED=1 ADVISOR_DATABASE_URL=sqlite:////app/data/advisor.db XDG_DATA_HOME=/app/data
VOLUME /app/data
USER 10001:10001
HEALTHCHECK --interval=30s --timeout=10s --start-period=20s CMD ["venv/bin/python", "-m", "bot", "health"]
CMD ["venv/bin/python", "-m", "bot", "serve"]
