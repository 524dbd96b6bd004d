# One node of a server: the program and the built pages, without what builds and tests them, as a user who may write
# nowhere but under /data. docker-compose.yml runs two of them; docs/operating.md says what belongs where.

FROM node:24-bookworm-slim AS build
WORKDIR /accord
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
# The image has a Node of its own: the one among the packages is two thirds of them.
RUN NODE_ENV=production npx vite build renderer --outDir /accord/out/renderer --emptyOutDir \
 && npm prune --omit=dev --no-audit --no-fund \
 && rm -rf node_modules/node-linux-* node_modules/.bin/node

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4400 \
    ACCORD_DATA=/data/node ACCORD_KEYS=/data/keys
WORKDIR /accord
COPY --from=build /accord/package.json /accord/schema.graphql ./
COPY --from=build /accord/node_modules ./node_modules
COPY --from=build /accord/out/renderer ./out/renderer
COPY domain ./domain
COPY protocol ./protocol
COPY server ./server
# A volume that is new takes its owner from the folder it is laid over.
RUN mkdir -p /data/node /data/files /data/keys && chown -R node:node /data && chmod 700 /data/node /data/files /data/keys
USER node
EXPOSE 4400
# By readiness, and by the image's own Node: it has no curl.
HEALTHCHECK --interval=5s --timeout=4s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4400/readyz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# No shell in between: the request to stop reaches the server itself.
CMD ["node", "--no-warnings", "server/main.ts"]
