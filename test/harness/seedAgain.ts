import type { DatabaseConnection } from '../../subgraphs/database/database.ts';
import type { Subgraph } from '../../subgraphs/subgraph.ts';

/** Seeds one subgraph, whether it has been seeded or not. */
export function seedAgain(database: DatabaseConnection, subgraph: Subgraph): Promise<void> {
  return database
    .tables()
    .transaction()
    .execute((transaction) => subgraph.seed(transaction));
}
