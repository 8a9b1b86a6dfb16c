import type { SubgraphFeeds } from '../feeds.ts';
import type { PolicyTables } from './repository.ts';
import { keepEditions } from './repositoryFeeds.ts';

export const policyFeeds: SubgraphFeeds<PolicyTables> = { keeps: { editions: keepEditions } };
