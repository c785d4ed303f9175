# syntax=docker/dockerfile:1
# docker build -t tapecheck .    (podman and buildah: --format docker, which keeps the health check)
# docker run --rm -v tapecheck:/data tapecheck tapecheck keys create desk
# docker run --rm -v tapecheck:/data -p 127.0.0.1:8000:8000 --read-only --tmpfs /tmp tapecheck
# A tape of your own: -v "$PWD/tapes:/tapes:ro" -e TAPECHECK_TAPE=/tapes/2025-02
ARG PYTHON=3.11.14-slim-bookworm

FROM python:${PYTHON} AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /src
COPY requirements.lock requirements-build.lock ./
RUN --mount=type=cache,target=/root/.cache/pip \
    python -m venv --without-pip /opt/tapecheck \
    && pip --python /opt/tapecheck/bin/python install --require-hashes -r requirements.lock \
    && pip install --require-hashes -r requirements-build.lock
COPY pyproject.toml README.md LICENSE ./
COPY service service
COPY rules rules
RUN hatchling build -t wheel \
    && pip --python /opt/tapecheck/bin/python install --no-cache-dir --no-deps --no-index dist/*.whl

FROM python:${PYTHON}
LABEL org.opencontainers.image.title="tapecheck" org.opencontainers.image.licenses="MIT"
ENV PATH=/opt/tapecheck/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 \
    TAPECHECK_HOST=0.0.0.0 TAPECHECK_DATABASE_URL=sqlite:////data/ledger.sqlite3
RUN useradd --uid 10001 --home-dir /nonexistent --no-create-home --shell /usr/sbin/nologin tapecheck \
    && install --directory --owner=10001 --mode=0750 /data
COPY --from=build /opt/tapecheck /opt/tapecheck
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/v1/ready', timeout=4)"]
CMD ["tapecheck", "serve"]
