import { globSync } from 'node:fs';

type Routes = Readonly<Record<string, { readonly id: string }>>;

/** The ids of all buttons, menus and forms of the features. */
export const declaredRoutes: readonly string[] = (
  await Promise.all(
    globSync('src/features/*/routes.ts').map(async (file): Promise<Routes> => {
      const { routes } = (await import(/* @vite-ignore */ `../../${file}`)) as {
        readonly routes: Routes;
      };
      return routes;
    }),
  )
).flatMap((routes) => Object.values(routes).map(({ id }) => id));
