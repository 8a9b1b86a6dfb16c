/** @throws Error where a row that a foreign key promises is gone. */
export async function findReferenced<Row>(
  loader: { load(id: string): Promise<Row | undefined> },
  id: string,
): Promise<Row> {
  const row = await loader.load(id);
  if (row === undefined) throw new Error(`No row has the id ${id}, which another refers to.`);
  return row;
}
