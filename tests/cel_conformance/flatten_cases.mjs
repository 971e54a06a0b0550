// Prints CEL's official conformance cases, one JSON object a line.
//
// Usage: node flatten_cases.mjs FOLDER_OF_TESTDATA
import path from "node:path";
import url from "node:url";

const folder = path.resolve(process.argv[2]);

// A case of the conformance files that states no result expects true; the
// other files state what the parser and the checker of cel-go make of a text.
function resultOf(file, original) {
  const stated = original.value ?? original.typedResult?.result;
  if (stated !== undefined) return stated;
  const expectsTrue =
    file.startsWith("conformance/") && !original.evalError && !original.checkOnly &&
    !original.typedResult;
  return expectsTrue ? { boolValue: true } : null;
}

function print(file, names, test) {
  const { original } = test;
  const bindings = {};
  for (const [name, bound] of Object.entries(original.bindings ?? {})) {
    bindings[name] = bound.value ?? null;
  }
  console.log(JSON.stringify({
    file,
    name: [...names, original.name ?? original.expr.replace(/\s+/g, " ").trim()].join("/"),
    expression: original.expr,
    tree: test.ast ?? "",
    checkedTree: test.checkedAst ?? "",
    type: test.type ?? "",
    // What cel-go said against the text, if anything.
    refusal: (test.error ?? "").split("\n")[0],
    value: resultOf(file, original),
    fails: original.evalError !== undefined,
    container: original.container ?? "",
    bindings,
  }));
}

// `names` are those of the suites from the file's own downwards.
function walk(module, suite, names) {
  const file = names.length > 0 ? `${module}/${names[0]}` : module;
  for (const test of suite.tests ?? []) print(file, names.slice(1), test);
  for (const inner of suite.suites ?? []) walk(module, inner, [...names, inner.name]);
}

for (const module of ["conformance", "parsing", "checking", "comprehension"]) {
  const { tests } = await import(url.pathToFileURL(path.join(folder, `${module}.js`)));
  walk(module, tests, []);
}
