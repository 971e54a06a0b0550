#include "services/matching/replication/model_subject.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/validation/profile.h"
#include "common/validation/resource_name.h"
#include "services/matching/opportunity/known_subject.h"

namespace sangam::matching {

void CheckModel(Violations& violations, const v1::ModelSubject& model) {
  switch (model.subject_case()) {
    case v1::ModelSubject::kName:
      CheckRequiredName(violations, "model.name", model.name(),
                        {"groups", "enterprises", "clusters"});
      return;
    case v1::ModelSubject::kProfile:
      CheckProfile(violations, "model.profile", model.profile());
      return;
    case v1::ModelSubject::SUBJECT_NOT_SET:
      violations.Add("model", "is missing; give a name or a profile");
  }
}

void CheckLeastPoints(Violations& violations, int least_points) {
  if (least_points < 0 || least_points > kMostPoints) {
    violations.Add("least_points", absl::StrCat("must be 1 to ", kMostPoints));
  }
}

absl::StatusOr<Model> ReadModel(const v1::ModelSubject& asked,
                                const CoverageBasis& basis,
                                const CoverageBasisReader& reader,
                                const CallContext& call) {
  Model model;
  if (asked.has_name()) {
    SANGAM_ASSIGN_OR_RETURN(
        KnownSubject known,
        FindKnownSubject(asked.name(), basis, reader, call));
    model.name = std::move(known.name);
    model.profile = std::move(known.profile);
  } else {
    model.profile = asked.profile();
  }
  const auto chain = basis.subjects.places->ChainOf(model.profile.place());
  if (!chain && !asked.has_name() && !model.profile.place().empty()) {
    return InvalidFieldError("model.profile.place",
                             "is not a place of the registry");
  }
  model.likened = LikenedOf(model.profile, chain.value_or(PlaceChain()));
  return model;
}

}  // namespace sangam::matching
