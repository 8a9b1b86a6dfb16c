import { writeFileSync } from 'node:fs';
import { codegen } from '@graphql-codegen/core';
import * as typescript from '@graphql-codegen/typescript';
import * as typescriptResolvers from '@graphql-codegen/typescript-resolvers';
import { parse } from 'graphql';
import { readSubgraphSdl } from './subgraphs/subgraph.ts';

/**
 * Generates what is derived from schemas and operations: resolver types per subgraph. `npm run drift` fails
 * where a committed file differs from what this writes.
 */

const SCALARS = {
  Date: 'string',
  DateTime: 'string',
  Decimal: 'string',
  URL: 'string',
  ISBN13: 'string',
  CurrencyCode: 'string',
  Locale: 'string',
};

/** What the resolvers of a type get as parent, where that is not the type itself. */
const PARENT_TYPES: Record<string, Record<string, string>> = {
  catalog: {
    Series: './repository.ts#SeriesRow',
    Contribution: './repository.ts#ContributionRow',
    Contributor: './repository.ts#ContributorRow',
    Volume: './repository.ts#VolumeRow',
    Edition: './repository.ts#EditionRow',
  },
  inventory: { Edition: './loaders.ts#EditionReference', Offer: './repository.ts#OfferRow' },
  orders: {
    Order: './repository.ts#OrderRow',
    OrderLine: './repository.ts#PricedOrderLineRow',
    Package: './repository.ts#PackageRow',
    PackageLine: './repository.ts#PackageLineRow',
    CancelOrderPreview: './service.ts#CancelPreview',
  },
};

for (const [subgraph, mappers] of Object.entries(PARENT_TYPES)) {
  const filename = `subgraphs/${subgraph}/resolvers.generated.ts`;
  const contextName = `${subgraph[0]?.toUpperCase()}${subgraph.slice(1)}Context`;
  const text = await codegen({
    filename,
    schema: parse(readSubgraphSdl(subgraph)),
    documents: [],
    config: {},
    plugins: [
      {
        typescript: {
          scalars: SCALARS,
          enumsAsTypes: true,
          useTypeImports: true,
          strictScalars: true,
        },
      },
      {
        resolvers: {
          federation: true,
          contextType: `./loaders.ts#${contextName}`,
          mappers,
          scalars: SCALARS,
          useTypeImports: true,
          strictScalars: true,
          enumsAsTypes: true,
        },
      },
    ],
    pluginMap: { typescript, resolvers: typescriptResolvers },
  });
  writeFileSync(new URL(filename, import.meta.url), text);
}
