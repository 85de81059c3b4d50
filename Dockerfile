FROM node:26-slim
WORKDIR /app
ENV NODE_ENV=production

COPY package.json package-lock.json ./
RUN npm ci --omit=dev && npm cache clean --force

COPY manifest.yml ./
COPY prompts ./prompts
COPY src ./src

RUN printf '#!/bin/sh\nexec node /app/src/cli/extra-mile.ts "$@"\n' > /usr/local/bin/extra-mile \
  && chmod +x /usr/local/bin/extra-mile

# Fills the compile cache, so that the first start in a read-only container is as fast as later ones.
RUN node src/main.js --compile --version

RUN mkdir /app/data && chown node:node /app/data
USER node
VOLUME /app/data
EXPOSE 3000 3001

HEALTHCHECK --interval=30s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.OPS_PORT || 3001) + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]

CMD ["node", "src/main.js"]
