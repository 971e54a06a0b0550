// Tests of the plainest forms, decided without the reference evaluator.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_PLAIN_TRUTH_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_PLAIN_TRUTH_H_

#include "absl/types/optional.h"
#include "common/rules/checked_node.h"
#include "common/rules/truth.h"
#include "common/rules/value.h"

namespace sangam::matching {

// What a test says of a known text or list of its one attribute; nothing where
// the reference evaluator must be asked, which takes ten times as long.
absl::optional<Truth> PlainTruthOf(const rules::Predicate& predicate,
                                   const rules::Value& value);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_PLAIN_TRUTH_H_
