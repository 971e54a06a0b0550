#include "common/validation/provenance.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "common/validation/code_format.h"
#include "common/validation/date.h"
#include "common/validation/enum_value.h"
#include "common/validation/text.h"

namespace sangam {
namespace {

constexpr int kMaxCitations = 50;

}  // namespace

void CheckCitation(Violations& violations, absl::string_view prefix,
                   const type::v1::Citation& citation) {
  CheckRequiredText(violations, absl::StrCat(prefix, ".document"),
                    citation.document(), kTitleLength);
  CheckOptionalText(violations, absl::StrCat(prefix, ".section"),
                    citation.section(), kTitleLength);
  CheckWebAddress(violations, absl::StrCat(prefix, ".uri"), citation.uri());
  CheckOptionalText(violations, absl::StrCat(prefix, ".restated"),
                    citation.restated(), kTextLength);
  CheckOptionalEnum(violations, absl::StrCat(prefix, ".confidence"),
                    citation.confidence());
}

void CheckCitations(
    Violations& violations, absl::string_view prefix,
    const google::protobuf::RepeatedPtrField<type::v1::Citation>& citations) {
  if (citations.size() > kMaxCitations) {
    violations.Add(
        prefix, absl::StrCat("must have at most ", kMaxCitations, " entries"));
    return;
  }
  for (int i = 0; i < citations.size(); ++i) {
    CheckCitation(violations, absl::StrCat(prefix, "[", i, "]"), citations[i]);
  }
}

void CheckProvenance(Violations& violations, absl::string_view prefix,
                     const type::v1::Provenance& provenance) {
  CheckCapitalCode(violations, absl::StrCat(prefix, ".asserted_by"),
                   provenance.asserted_by());
  if (provenance.has_observed_on()) {
    CheckDate(violations, absl::StrCat(prefix, ".observed_on"),
              provenance.observed_on());
  }
  CheckCitations(violations, absl::StrCat(prefix, ".citations"),
                 provenance.citations());
}

}  // namespace sangam
