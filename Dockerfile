# focalpoint in a small image: one binary, no root, nothing written outside /data.
FROM rust:1-slim-bookworm AS build
RUN apt-get update -q && apt-get install -y -q --no-install-recommends build-essential && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
RUN cargo build --release --locked --bin focalpoint

FROM debian:bookworm-slim
RUN useradd --uid 65532 --no-create-home --shell /usr/sbin/nologin focalpoint && mkdir /data && chown focalpoint /data
COPY --from=build /source/target/release/focalpoint /usr/local/bin/focalpoint
COPY --from=build /source/data /usr/share/focalpoint/data
ENV FOCALPOINT_DATA=/data FOCALPOINT_LISTEN=0.0.0.0:8080 FOCALPOINT_LOG=info FOCALPOINT_LOG_FORMAT=json
VOLUME /data
EXPOSE 8080
USER focalpoint
ENTRYPOINT ["focalpoint"]
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["focalpoint", "health"]
