// Which of those under a body satisfy what a readiness rule asks of them.
#ifndef SANGAM_SERVICES_MATCHING_FEDERATION_CHILD_COUNTS_H_
#define SANGAM_SERVICES_MATCHING_FEDERATION_CHILD_COUNTS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "common/rules/truth.h"
#include "sangam/matching/v1/federation.pb.h"
#include "services/matching/catalog/compiled_readiness_rule.h"
#include "services/matching/engine/match_context.h"

namespace sangam::matching {

// One test of one norm on each child.
struct AskedTest {
  const scheme_catalog::v1::ReadinessNorm* norm = nullptr;
  const ChildTest* test = nullptr;
  // How many must satisfy it. Absent: all, or it can't be told.
  absl::optional<int64_t> required;
  // By the child's place among them; of those that are of another kind than the
  // test is about, nothing.
  std::vector<absl::optional<Truth>> truths;

  bool IsRequired() const {
    return norm->force() == scheme_catalog::v1::NORM_FORCE_REQUIRED;
  }
};

// Every test of the rule on every child of the context's subject, in the order
// of the rule. A child that fails a test on what no effort can change (its
// kind, its place) is not asked.
std::vector<AskedTest> AskChildren(const CompiledReadinessRule& rule,
                                   const MatchContext& context);

// Adds the counts of the norm's tests.
void AddCounts(const std::vector<AskedTest>& tests,
               const scheme_catalog::v1::ReadinessNorm& norm,
               const MatchContext& context, v1::NormResult* result);

// How far the children are together, by the tests of required norms. Norms that
// each ask for eight of them mean the same eight; where one asks for ten and
// another for eight, the eight are among the ten.
struct ChildTally {
  // How many satisfy all that they are asked, and how many may.
  int64_t ready = 0;
  int64_t may_be_ready = 0;
  // The most that a norm requires.
  absl::optional<int64_t> required;
  // So many more must satisfy it.
  int64_t missing = 0;
  // Whether as many as are required satisfy it at once: unknown where those
  // that are not known, or not recorded, may make up for what is missing.
  Truth enough = Truth::kTrue;
};
// With `complete`, there are no other children than so many.
ChildTally TallyOf(const std::vector<AskedTest>& tests, size_t children,
                   bool complete);

// What one child comes to by the tests of required norms; nothing if it is not
// asked.
absl::optional<Truth> TruthOf(const std::vector<AskedTest>& tests,
                              size_t child);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_FEDERATION_CHILD_COUNTS_H_
