#include "services/scheme_catalog/domain/slab_check.h"

#include "absl/strings/str_cat.h"
#include "common/validation/enum_value.h"
#include "common/validation/number.h"
#include "services/scheme_catalog/domain/version_parts.h"

namespace sangam::scheme_catalog {
namespace {

using type::v1::ATTRIBUTE_UNIT_COUNT;
using type::v1::ATTRIBUTE_UNIT_PAISE;
using type::v1::ATTRIBUTE_UNIT_UNSPECIFIED;
using type::v1::AttributeUnit;

// The unit of the measure; UNSPECIFIED, with a fault, if it can't be one.
AttributeUnit CheckMeasure(Violations& violations, const std::string& field,
                           const std::string& name,
                           RuleVocabulary& vocabulary) {
  const AttributeInfo* measure =
      vocabulary.FindAttribute(violations, field, name);
  if (measure == nullptr) return ATTRIBUTE_UNIT_UNSPECIFIED;
  if (measure->unit != ATTRIBUTE_UNIT_COUNT &&
      measure->unit != ATTRIBUTE_UNIT_PAISE) {
    violations.Add(field, absl::StrCat(name, " is neither a count nor money"));
    return ATTRIBUTE_UNIT_UNSPECIFIED;
  }
  return measure->unit;
}

void CheckRate(Violations& violations, const std::string& path,
               const v1::Slab& slab, v1::SlabMode mode, AttributeUnit unit) {
  switch (slab.rate_case()) {
    case v1::Slab::kShareBps:
      CheckNumber(violations, absl::StrCat(path, ".share_bps"),
                  slab.share_bps(), type::v1::ATTRIBUTE_UNIT_BASIS_POINTS);
      if (unit == ATTRIBUTE_UNIT_COUNT) {
        violations.Add(absl::StrCat(path, ".share_bps"),
                       "needs a measure in money; give paise_each for a count");
      }
      return;
    case v1::Slab::kFixedPaise:
      CheckPaise(violations, absl::StrCat(path, ".fixed_paise"),
                 slab.fixed_paise());
      if (mode == v1::SLAB_MODE_PROGRESSIVE) {
        violations.Add(absl::StrCat(path, ".fixed_paise"),
                       "is for WHOLE_AMOUNT slabs only");
      }
      return;
    case v1::Slab::kPaiseEach:
      CheckPaise(violations, absl::StrCat(path, ".paise_each"),
                 slab.paise_each());
      if (unit == ATTRIBUTE_UNIT_PAISE) {
        violations.Add(absl::StrCat(path, ".paise_each"),
                       "needs a measure that counts; give share_bps for money");
      }
      return;
    case v1::Slab::RATE_NOT_SET:
      violations.Add(path,
                     "has no rate; give share_bps, fixed_paise or paise_each");
  }
}

}  // namespace

void CheckSlabs(Violations& violations, const std::string& path,
                const v1::SlabAmount& amount, RuleVocabulary& vocabulary) {
  const AttributeUnit unit =
      CheckMeasure(violations, absl::StrCat(path, ".measure_attribute"),
                   amount.measure_attribute(), vocabulary);
  CheckRequiredEnum(violations, absl::StrCat(path, ".mode"), amount.mode());
  CheckPaise(violations, absl::StrCat(path, ".cap_paise"), amount.cap_paise());
  const std::string field = absl::StrCat(path, ".slabs");
  if (amount.slabs().empty()) violations.Add(field, "is required");
  if (!CheckSize(violations, field, amount.slabs_size(), kMaxSlabs)) return;
  int64_t before = -1;
  for (int i = 0; i < amount.slabs_size(); ++i) {
    const v1::Slab& slab = amount.slabs(i);
    const std::string at = absl::StrCat(field, "[", i, "]");
    const std::string up_to = absl::StrCat(at, ".up_to");
    if (slab.has_up_to()) {
      CheckNumber(
          violations, up_to, slab.up_to(),
          unit == ATTRIBUTE_UNIT_UNSPECIFIED ? ATTRIBUTE_UNIT_PAISE : unit);
      if (slab.up_to() <= before) {
        violations.Add(up_to, "must be above the slab before");
      }
      before = slab.up_to();
    } else if (i + 1 < amount.slabs_size()) {
      violations.Add(up_to, "is required; only the last slab has no end");
    }
    CheckRate(violations, at, slab, amount.mode(), unit);
    CheckPaise(violations, absl::StrCat(at, ".cap_paise"), slab.cap_paise());
  }
}

}  // namespace sangam::scheme_catalog
