// ZEN with the workload as one decision table, in process.
//
// Usage: node zen_benchmark.mjs PEERS DATA SUBJECTS columns|expressions, then the
// commands
//   round     evaluates every subject, one after the other, with the trace
//   at_once   the same, all of them at once
//   matches   tells how many schemes each subject gets
//
// Set up as well as we know how: the table is compiled once; codes are texts as in
// our rules; an "or" over two attributes is two rows of one scheme; the trace is of
// the form that proves fastest; the subjects are plain objects that exist before
// the clock starts. With `columns` the table has a column for each attribute, as
// ZEN means it: a condition is a unary test in its attribute's cell. With
// `expressions` a cell holds any test, as an expression, so that a row has few
// cells: less of a table, but faster.
import fs from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import readline from 'node:readline';

const [peers, data, subjectCount, form] = process.argv.slice(2);
const {ZenEngine, ZenDecisionContent} = createRequire(path.join(path.resolve(peers), 'x'))('@gorules/zen-engine');
const {attributes, schemes} = JSON.parse(fs.readFileSync(path.join(data, 'schemes.json')));

const codesOf = test => test.codes.map(
    code => attributes[test.attribute].shape === 'place' ?
        `"${test.level}-${code}"` : `"${attributes[test.attribute].codes[code]}"`);

// The column of a test.
function columnOf(test) {
  const {name, shape} = attributes[test.attribute];
  if (shape === 'place') return test.level;
  if (shape === 'received') {
    return test.check === 'received' ? 'received' : 'received_in_all';
  }
  return name;
}

// A missing value is null, of which no test holds; where a negation would hold
// of it, the cell asks first.
function cellOf(test) {
  switch (test.check) {
    case 'at_least': return `>= ${test.least}`;
    case 'at_most': return `<= ${test.most}`;
    case 'between': return `[${test.least}..${test.most}]`;
    case 'holds': return 'true';
    case 'fails': return 'false';
    case 'one_of':
    case 'within': return codesOf(test).join(',');
    case 'not_within': return `$ != null and $ not in [${codesOf(test)}]`;
    case 'some_of': {
      const codes = codesOf(test);
      return codes.length === 1 ? `${codes[0]} in $` : `some($, # in [${codes}])`;
    }
    case 'received': return `${codesOf(test)[0]} in $`;
    case 'not_received': return `$ != null and not(${codesOf(test)[0]} in $)`;
  }
  throw new Error(`no such check: ${test.check}`);
}

// The same as an expression that names its attribute.
function expressionOf(test) {
  const column = columnOf(test);
  switch (test.check) {
    case 'at_least':
    case 'at_most': return `${column} ${cellOf(test)}`;
    case 'between': return `${column} in ${cellOf(test)}`;
    case 'holds':
    case 'fails': return `${column} == ${cellOf(test)}`;
    case 'one_of':
    case 'within': return `${column} in [${codesOf(test)}]`;
    default: return cellOf(test).replaceAll('$', column);
  }
}

// A row for every way to choose one test of each condition.
function makeRows() {
  return schemes.flatMap((conditions, scheme) => {
    let alternatives = [[]];
    for (const tests of conditions) {
      alternatives = alternatives.flatMap(row => tests.map(test => [...row, test]));
    }
    return alternatives.map(tests => ({scheme, tests}));
  });
}

// The table's inputs, and the cells of each row. A cell that is left out altogether
// would never match, so that each row has all.
function makeCells(rows) {
  if (form === 'columns') {
    const columns = [...new Set(rows.flatMap(({tests}) => tests.map(columnOf)))];
    return {
      inputs: columns.map(column => ({id: column, name: column, field: column})),
      cellsOf: tests => tests.map(test => [columnOf(test), cellOf(test)]),
    };
  }
  const most = Math.max(...rows.map(({tests}) => tests.length));
  return {
    inputs: Array.from({length: most}, (_, i) => ({id: `test-${i}`, name: `test-${i}`})),
    cellsOf: tests => tests.map((test, i) => [`test-${i}`, expressionOf(test)]),
  };
}

function makeTable() {
  const rows = makeRows();
  const {inputs, cellsOf} = makeCells(rows);
  const empty = Object.fromEntries(inputs.map(({id}) => [id, '']));
  const rules = rows.map(({scheme, tests}, index) => ({
    _id: `row-${index}`, scheme: `${scheme}`, ...empty, ...Object.fromEntries(cellsOf(tests)),
  }));
  const position = {x: 0, y: 0};
  return {
    contentType: 'application/vnd.gorules.decision',
    nodes: [
      {id: 'in', type: 'inputNode', name: 'in', position},
      {id: 'table', type: 'decisionTableNode', name: 'table', position, content: {
        hitPolicy: 'collect',
        inputs,
        outputs: [{id: 'scheme', name: 'scheme', field: 'scheme'}],
        rules,
      }},
      {id: 'out', type: 'outputNode', name: 'out', position},
    ],
    edges: [
      {id: 'a', sourceId: 'in', targetId: 'table', type: 'edge'},
      {id: 'b', sourceId: 'table', targetId: 'out', type: 'edge'},
    ],
  };
}

// The first subjects as objects.
function readSubjects(count) {
  const bits = (sum, codes) => codes.filter((_, code) => (sum >> code) & 1);
  const beginning = Buffer.alloc((count + 1) * 1024);
  const file = fs.openSync(path.join(data, 'subjects.csv'));
  const bytes = fs.readSync(file, beginning);
  fs.closeSync(file);
  const [header, ...lines] = beginning.toString('utf8', 0, bytes).split('\n').slice(0, count + 1);
  const columns = header.split(',');
  return lines.map(line => {
    const cells = Object.fromEntries(line.split(',').map(
        (cell, i) => [columns[i], cell === '' ? null : Number(cell)]));
    const subject = {};
    for (const {name, shape, codes} of attributes) {
      const value = cells[name];
      if (shape === 'place') {
        for (const level of ['state', 'district', 'block']) {
          subject[level] = cells[level] === null ? null : `${level}-${cells[level]}`;
        }
      } else if (shape === 'received') {
        subject.received = bits(value, codes);
        subject.received_in_all = cells.received_complete ? subject.received : null;
      } else if (value === null) {
        subject[name] = null;
      } else if (shape === 'truth') {
        subject[name] = value === 1;
      } else if (shape === 'code') {
        subject[name] = codes[value];
      } else if (shape === 'list') {
        subject[name] = bits(value, codes);
      } else {
        subject[name] = value;
      }
    }
    return subject;
  });
}

const subjects = readSubjects(Number(subjectCount));
const decision = new ZenEngine().createDecision(new ZenDecisionContent(makeTable()));

async function evaluateAll(options, atOnce = false) {
  const began = process.hrtime.bigint();
  let replies = [];
  if (atOnce) {
    replies = await Promise.all(subjects.map(subject => decision.evaluate(subject, options)));
  } else {
    for (const subject of subjects) replies.push(await decision.evaluate(subject, options));
  }
  const nanos = Number(process.hrtime.bigint() - began);
  return {replies, told: {ns_a_subject: nanos / subjects.length}};
}

let traced = {trace: true};
let fastest = Infinity;
for (const trace of [true, 'string', 'reference', 'referenceString']) {
  await evaluateAll({trace});
  const {told} = await evaluateAll({trace});
  if (told.ns_a_subject < fastest) {
    fastest = told.ns_a_subject;
    traced = {trace};
  }
}
console.log(JSON.stringify({subjects: subjects.length, ...traced}));
for await (const line of readline.createInterface({input: process.stdin})) {
  if (line === 'round') {
    console.log(JSON.stringify((await evaluateAll(traced)).told));
  } else if (line === 'at_once') {
    console.log(JSON.stringify((await evaluateAll(traced, true)).told));
  } else if (line === 'matches') {
    const {replies} = await evaluateAll({trace: false});
    console.log(JSON.stringify({
      eligible: replies.map(reply => new Set(reply.result.map(row => row.scheme)).size),
    }));
  } else {
    throw new Error(`no such command: ${line}`);
  }
}
