// Whom others are to be like.
#ifndef SANGAM_SERVICES_MATCHING_REPLICATION_MODEL_SUBJECT_H_
#define SANGAM_SERVICES_MATCHING_REPLICATION_MODEL_SUBJECT_H_

#include <string>

#include "absl/status/statusor.h"
#include "common/server/call_context.h"
#include "common/validation/violations.h"
#include "sangam/matching/v1/replication_service.pb.h"
#include "services/matching/coverage/coverage_basis.h"
#include "services/matching/replication/likeness.h"

namespace sangam::matching {

// The least points that count where a request names none.
inline constexpr int kUsualLeastPoints = 40;
inline constexpr int kMostPoints = 100;

// A model as it is known.
struct Model {
  // Its present name; empty for a profile that is stored nowhere.
  std::string name;
  type::v1::Profile profile;
  Likened likened;
};

// Adds a fault for each field of the model that can't be right.
void CheckModel(Violations& violations, const v1::ModelSubject& model);
// The same of the points.
void CheckLeastPoints(Violations& violations, int least_points);

// NOT_FOUND for a subject that is not in the registry, else its errors as
// FindKnownSubject has them; INVALID_ARGUMENT for a profile's place that is
// not. `reader` has read `basis`.
absl::StatusOr<Model> ReadModel(const v1::ModelSubject& asked,
                                const CoverageBasis& basis,
                                const CoverageBasisReader& reader,
                                const CallContext& call);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_REPLICATION_MODEL_SUBJECT_H_
