import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';

/**
 * Apollo Sandbox as the page that a browser sees at /graphql, with a fresh Authorization header filled in.
 * @param signIn gives the header's value; called for each page, because tokens expire. Left out, there is none.
 */
export function createLandingPage(signIn?: () => Promise<string>): ApolloServerPlugin {
  return {
    async serverWillStart(service) {
      return {
        async renderLandingPage() {
          return { html: async () => renderSandbox(service, await signIn?.()) };
        },
      };
    },
  };
}

async function renderSandbox(
  service: Parameters<NonNullable<ApolloServerPlugin<BaseContext>['serverWillStart']>>[0],
  authorization: string | undefined,
): Promise<string> {
  const plugin = ApolloServerPluginLandingPageLocalDefault({
    embed: {
      runTelemetry: false,
      ...(authorization !== undefined && { initialState: { sharedHeaders: { authorization } } }),
    },
  });
  const listener = await plugin.serverWillStart?.(service);
  const page = await listener?.renderLandingPage?.();
  if (page === undefined) return '';
  return typeof page.html === 'string' ? page.html : page.html();
}
