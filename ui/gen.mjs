// Makes the types of the desk's client from the description of the API.
import { readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';

const SOURCE = new URL('desk/openapi.json', import.meta.url);
const TARGET = new URL('desk/src/lib/api.gen.ts', import.meta.url);

const description = JSON.parse(await readFile(SOURCE, 'utf8'));
// The client finds an operation by path and method; names of operations only get in each other's way.
for (const path of Object.values(description.paths))
  for (const operation of Object.values(path)) delete operation.operationId;

const types = astToString(await openapiTS(description));
const style = await resolveConfig(TARGET);
const head = '// Made from desk/openapi.json by `npm run gen`; changes here are lost.\n\n';
await writeFile(TARGET, await format(head + types, { ...style, parser: 'typescript' }));
