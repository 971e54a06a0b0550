// The conditions of a version as an OR of ANDs of single tests, which is what
// can be answered for thousands of versions at once.
#ifndef SANGAM_SERVICES_MATCHING_INDEX_NORMAL_FORM_H_
#define SANGAM_SERVICES_MATCHING_INDEX_NORMAL_FORM_H_

#include <vector>

#include "common/rules/checked_node.h"
#include "services/matching/catalog/compiled_version.h"

namespace sangam::matching {

// A test that must hold or, negated, must not. Points into the version's rules;
// tests that are the same (see predicate_identity.h) have the same pointer.
struct Literal {
  const rules::Predicate* predicate = nullptr;
  bool negated = false;
  // Joined by OR with the literal before it: see alternative_tests.h.
  bool is_alternative = false;

  friend bool operator==(const Literal& a, const Literal& b) {
    return a.predicate == b.predicate && a.negated == b.negated &&
           a.is_alternative == b.is_alternative;
  }
};

// Tests that are joined by AND, alternatives counting as one; of none, it
// holds.
struct Conjunct {
  std::vector<Literal> literals;
  // Whether it may make a near miss. Not so the `c && !c` that only carries the
  // unknowns of `c ? x : y`.
  bool may_be_near = true;
};

// All conditions of a version.
//
// Where `complete`, the OR of the conjuncts (of none, it fails) has the value
// of the conditions by three-valued logic, for every subject; only De Morgan,
// distribution, idempotence and absorption were used, so contradictions and
// tautologies are still in it.
//
// Else it would have become too large: its one conjunct then holds what must
// hold in any case, and the reference evaluator decides on whom it lets pass.
struct NormalForm {
  std::vector<Conjunct> conjuncts;
  bool complete = true;

  // Larger forms are not written out.
  static constexpr int kMostConjuncts = 32;
};

// The version has no defect. The result points into its rules, and has no
// alternatives.
NormalForm NormalFormOf(const CompiledVersion& version);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_INDEX_NORMAL_FORM_H_
