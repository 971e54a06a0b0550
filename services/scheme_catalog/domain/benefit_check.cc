#include "services/scheme_catalog/domain/benefit_check.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "common/validation/enum_value.h"
#include "common/validation/provenance.h"
#include "common/validation/text.h"
#include "services/scheme_catalog/domain/amount_check.h"
#include "services/scheme_catalog/domain/version_parts.h"

namespace sangam::scheme_catalog {

void CheckBenefits(
    Violations& violations,
    const google::protobuf::RepeatedPtrField<v1::Benefit>& benefits,
    const AttributeDictionary& dictionary) {
  ShortNames ids;
  for (int i = 0; i < benefits.size(); ++i) {
    const v1::Benefit& benefit = benefits[i];
    const std::string path = absl::StrCat("benefits[", i, "]");
    ids.Check(violations, absl::StrCat(path, ".id"), benefit.id());
    CheckRequiredEnum(violations, absl::StrCat(path, ".kind"), benefit.kind());
    CheckRequiredText(violations, absl::StrCat(path, ".description"),
                      benefit.description(), kTextLength);
    if (!benefit.condition().empty()) {
      CheckExpression(violations, absl::StrCat(path, ".condition"),
                      benefit.condition(), dictionary);
    }
    if (benefit.has_amount()) {
      CheckAmount(violations, absl::StrCat(path, ".amount"), benefit.amount(),
                  dictionary);
    }
    CheckCitations(violations, absl::StrCat(path, ".citations"),
                   benefit.citations());
  }
}

}  // namespace sangam::scheme_catalog
