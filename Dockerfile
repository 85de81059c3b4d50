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

RUN mkdir -p /app/data node_modules/.cache && chown node:node /app/data node_modules/.cache
USER node

# Fill the compile cache, so that the first start in a read-only container is as fast as later ones;
# Node keeps one for each user. The second has what a start loads late or not at all.
RUN node src/main.js --version
RUN NODE_COMPILE_CACHE=node_modules/.cache/compile node --input-type=module -e \
  "for (const file of (await import('node:fs')).globSync('/app/src/*/**/*.ts', { exclude: ['/app/src/cli/**'] })) await import(file)"

# What a start finds out about our content, in all languages and in English alone.
RUN node --input-type=module -e \
  "const { readContent } = await import('/app/src/content/content.ts'); for (const offered of ['all', ['en']]) await (await readContent({ roots: ['/app/prompts'], languages: ['en'], offered, keptIn: 'node_modules/.cache/content' })).prepare()"

VOLUME /app/data
EXPOSE 3000 3001

HEALTHCHECK --interval=30s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.OPS_PORT || 3001) + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]

CMD ["node", "src/main.js"]
