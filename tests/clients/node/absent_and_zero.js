// Asks matching twice: once with members absent, once with zero.
// Usage: node absent_and_zero.js ADDRESS SCHEME PROTO_FOLDER
// Prints the two verdicts.
'use strict';

const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const [address, scheme, protoFolder] = process.argv.slice(2);
const definition = loader.loadSync('sangam/matching/v1/matching_service.proto', {
  includeDirs: [protoFolder], enums: String, longs: String, oneofs: true,
});
const {MatchingService} = grpc.loadPackageDefinition(definition).sangam.matching.v1;
const client = new MatchingService(address, grpc.credentials.createInsecure());

function verdict(profile) {
  const verdicts = [1, 2, 3, 4];
  return new Promise((resolve, reject) => client.MatchSchemes(
      {profile, schemes: [scheme], verdicts}, {deadline: Date.now() + 10000},
      (error, reply) => error ? reject(error) : resolve(reply.matches[0].verdict)));
}

(async () => {
  console.log('absent', await verdict({}));
  console.log('zero', await verdict({members: 0}));
  client.close();
})().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
