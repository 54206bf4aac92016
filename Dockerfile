# focalpoint in a small image: one binary, no root, nothing written outside /data.
#
# The binary is built here, or is that of a release (`--build-arg BINARY=released`), put as release/focalpoint-amd64 and
# release/focalpoint-arm64: a build under emulation would take most of a day.
ARG BINARY=built

FROM rust:1-slim-bookworm AS built
RUN apt-get update -q && apt-get install -y -q --no-install-recommends build-essential && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
RUN cargo build --release --locked --bin focalpoint && cp target/release/focalpoint /focalpoint

FROM scratch AS released
ARG TARGETARCH
COPY release/focalpoint-${TARGETARCH} /focalpoint

FROM ${BINARY} AS binary

FROM debian:bookworm-slim
# Mail servers and the event store are known by the system's certificates.
RUN apt-get update -q && apt-get install -y -q --no-install-recommends ca-certificates && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 65532 --no-create-home --shell /usr/sbin/nologin focalpoint && mkdir /data && chown focalpoint /data
COPY --from=binary /focalpoint /usr/local/bin/focalpoint
COPY data /usr/share/focalpoint/data
ENV FOCALPOINT_DATA=/data FOCALPOINT_LISTEN=0.0.0.0:8080 FOCALPOINT_LOG=info FOCALPOINT_LOG_FORMAT=json
VOLUME /data
EXPOSE 8080
USER focalpoint
ENTRYPOINT ["focalpoint"]
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["focalpoint", "health"]
