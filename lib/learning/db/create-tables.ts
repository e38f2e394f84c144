import type { CreateTableBuilder, Kysely } from 'kysely';

/** Columns by kind; those of `key` (and all but `nullable`) must hold a value. */
export interface TableSpec {
  /** One column or more, with commas. */
  key: string;
  text: string[];
  nullable?: string[];
  integer?: string[];
}

export type IndexSpec = [table: string, columns: string[], unique?: 'unique'];

export async function createTables(
  db: Kysely<unknown>,
  tables: Readonly<Record<string, TableSpec>>,
): Promise<void> {
  for (const [table, { key, text, nullable = [], integer = [] }] of Object.entries(tables)) {
    const keys = key.split(',');
    const spec: [column: string, type: 'text' | 'integer', nullable: boolean][] = [
      ...[...keys, ...text].map((column): [string, 'text', boolean] => [column, 'text', false]),
      ...nullable.map((column): [string, 'text', boolean] => [column, 'text', true]),
      ...integer.map((column): [string, 'integer', boolean] => [column, 'integer', false]),
    ];
    let create: CreateTableBuilder<string, string> = db.schema.createTable(table);
    for (const [column, type, isNullable] of spec) {
      create = create.addColumn(column, type, (definition) =>
        isNullable ? definition : definition.notNull(),
      );
    }
    await create.addPrimaryKeyConstraint(`${table}_pk`, keys).execute();
  }
}

export async function createIndexes(db: Kysely<unknown>, indexes: readonly IndexSpec[]): Promise<void> {
  for (const [table, columns, unique] of indexes) {
    const index = db.schema
      .createIndex(`${table}_${columns.join('_')}`)
      .on(table)
      .columns(columns);
    await (unique ? index.unique() : index).execute();
  }
}
