# Two stages: the first has pip and the sources, the second only what runs.
FROM python:3.13-slim-trixie AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/tactful
WORKDIR /src
COPY requirements.lock ./
RUN /opt/tactful/bin/pip install --require-hashes -r requirements.lock
COPY . .
RUN /opt/tactful/bin/pip install --no-deps --no-build-isolation . \
    && /opt/tactful/bin/pip uninstall --yes hatchling pip \
    && /opt/tactful/bin/tactful guidance lint

FROM python:3.13-slim-trixie
# The model client trusts the system's certificates, which a slim image may lack.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin tactful
COPY --from=build /opt/tactful /opt/tactful
# Nothing is written at run time, so the file system can be read-only.
ENV PATH=/opt/tactful/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
USER 10001:10001
WORKDIR /tmp
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --retries=3 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
ENTRYPOINT ["tactful"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
