import { writeFileSync } from 'node:fs';
import { codegen } from '@graphql-codegen/core';
import * as typescript from '@graphql-codegen/typescript';
import * as typescriptOperations from '@graphql-codegen/typescript-operations';
import * as typescriptResolvers from '@graphql-codegen/typescript-resolvers';
import { parse, printSchema } from 'graphql';
import { parseConfig } from './cli/config.ts';
import { compileGraph } from './cli/program/openGateway.ts';
import { loadPolicyFiles } from './cli/program/operationFiles.ts';
import { createMatrix } from './cli/program/permissionMatrix/createMatrix.ts';
import { renderMarkdown } from './cli/program/permissionMatrix/renderMarkdown.ts';
import { createCedarEngine } from './gateway/authorization/policies/cedarEngine.ts';
import { describeManifest, type RegisteredOperation } from './gateway/planning/registerOperations.ts';
import { readSubgraphSdl } from './subgraphs/subgraph.ts';

/**
 * Generates what follows from schemas and operations: resolver types for each subgraph, and for front ends the
 * operations' types, ids and manifest.
 * The tools' definitions are written down too, and who sees what: neither what an assistant is told nor a permission
 * changes unseen. `npm run drift` fails where a committed file differs from what this writes.
 */

/** Every custom scalar travels as text. */
const SCALARS = Object.fromEntries(
  ['Date', 'DateTime', 'Decimal', 'URL', 'ISBN13', 'CurrencyCode', 'CountryCode', 'Locale'].map((name) => [
    name,
    'string',
  ]),
);

const TYPE_OPTIONS = { scalars: SCALARS, strictScalars: true, enumsAsTypes: true, useTypeImports: true };

/** What the resolvers of a type get as parent, where that is not the type itself. */
const PARENT_TYPES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  catalog: {
    Series: './resolversSeries.ts#SeriesParent',
    ReadingStep: './readingOrder.ts#OrderedStep',
    MissingVolumes: './missingVolumes.ts#VolumeGaps',
    Contribution: './repository.ts#ContributionRow',
    Contributor: './repository.ts#ContributorRow',
    Volume: './repository.ts#VolumeRow',
    Edition: './repository.ts#EditionRow',
    CatalogSearch: './search.ts#SearchPage',
  },
  inventory: {
    Series: './loaders.ts#SeriesReference',
    CheapestSet: './cheapestSet.ts#ChosenSet',
    SetGroup: './cheapestSet.ts#ChosenGroup',
    SetItem: './cheapestSet.ts#ChosenItem',
    Edition: './loaders.ts#EditionReference',
    Offer: './repository.ts#OfferRow',
    RestockAlert: './repository.ts#RestockAlertRow',
  },
  orders: {
    Order: './repository.ts#OrderRow',
    OrderLine: './repository.ts#PricedOrderLineRow',
    Package: './repository.ts#PackageRow',
    PackageLine: './repository.ts#PackageLineRow',
    ScanEvent: './afterSalesRows.ts#ScanEventRow',
    ShippingAddress: './afterSalesRows.ts#ShippingAddressRow',
    DeliveryIssue: './deliveryRules.ts#ParcelIssue',
    Customer: './loaders.ts#CustomerReference',
    Ticket: './loaders.ts#TicketReference',
    Return: './repositoryAfterSales.ts#PricedReturnRow',
    ReturnLine: './afterSalesRows.ts#ReturnLineRow',
    Refund: './repositoryAfterSales.ts#PricedRefundRow',
    LineReturnEligibility: './resolversEligibility.ts#LineReturnOf',
    DamageHelp: './resolversEligibility.ts#DamageDecisionOf',
    CancelOrderPreview: './serviceCancel.ts#CancelPreview',
    StartReturnPreview: './serviceReturn.ts#ReturnPreview',
    ChangeShippingAddressPreview: './serviceAddress.ts#AddressPreview',
  },
  customers: {
    Customer: './repository.ts#CustomerRow',
    Address: './repository.ts#AddressRow',
    PaymentMethod: './repository.ts#PaymentMethodRow',
    LibraryEntry: './repository.ts#EntryRow',
    WishlistEntry: './repository.ts#EntryRow',
    Series: './loaders.ts#SeriesReference',
  },
  policy: { PolicyClause: './repository.ts#ClauseRow', ShippingOptions: './shipping.ts#ShippingQuote' },
  recommendations: {
    Series: './loaders.ts#SeriesReference',
    Recommendation: './repository.ts#RecommendationRow',
    GiftIdea: './repository.ts#GiftRow',
  },
  support: {
    Ticket: './repository.ts#TicketRow',
    TicketNote: './repository.ts#TicketNoteRow',
    Customer: './loaders.ts#CustomerReference',
  },
  marketplace: {},
};

for (const subgraph of Object.keys(PARENT_TYPES)) await generateResolverTypes(subgraph);
const { supergraph, callerRules, operations, tools } = await compileGraph(parseConfig({}));
const definitions = [...tools.values()].map(({ definition }) => definition);
write('operations/manifest.generated.json', `${JSON.stringify(describeManifest(operations), null, 2)}\n`);
write('operations/tools.generated.json', `${JSON.stringify(definitions, null, 2)}\n`);
const policies = createCedarEngine(await loadPolicyFiles(), () => {});
write('docs/permissions.md', renderMarkdown(createMatrix({ supergraph, callerRules, operations, policies })));
await generateOperationTypes(printSchema(supergraph.apiSchema), operations);

async function generateResolverTypes(subgraph: string): Promise<void> {
  const filename = `subgraphs/${subgraph}/resolvers.generated.ts`;
  const contextName = `${subgraph[0]?.toUpperCase()}${subgraph.slice(1)}Context`;
  const text = await codegen({
    filename,
    schema: parse(readSubgraphSdl(subgraph)),
    documents: [],
    config: {},
    plugins: [
      { typescript: TYPE_OPTIONS },
      {
        resolvers: {
          ...TYPE_OPTIONS,
          federation: true,
          contextType: `./loaders.ts#${contextName}`,
          mappers: PARENT_TYPES[subgraph],
        },
      },
    ],
    pluginMap: { typescript, resolvers: typescriptResolvers },
  });
  write(filename, text);
}

async function generateOperationTypes(
  schema: string,
  registered: readonly RegisteredOperation[],
): Promise<void> {
  const filename = 'operations/operations.generated.ts';
  const types = await codegen({
    filename,
    schema: parse(schema),
    documents: registered.map(({ name, body }) => ({ location: name, document: parse(body) })),
    config: {},
    plugins: [{ operations: { ...TYPE_OPTIONS, skipTypename: true } }],
    pluginMap: { operations: typescriptOperations },
  });
  const documents = registered.map(({ id, name, kind }) => {
    const type = `${name}${kind === 'query' ? 'Query' : 'Mutation'}`;
    return `export const ${name}Document: PersistedDocument<${type}, ${type}Variables> = {\n  id: '${id}',\n  name: '${name}',\n};\n`;
  });
  const header = "import type { PersistedDocument } from './persistedDocument.ts';\n\n";
  write(filename, [header, types, '\n\n', documents.join('\n')].join(''));
}

function write(path: string, text: string): void {
  writeFileSync(new URL(path, import.meta.url), text);
}
