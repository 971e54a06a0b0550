#include "common/validation/judgement.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "common/validation/code_format.h"
#include "common/validation/date.h"
#include "common/validation/resource_name.h"
#include "common/validation/text.h"

namespace sangam {
namespace {

constexpr int kMaxJudgements = 200;

void CheckJudgement(Violations& violations, const std::string& path,
                    const type::v1::NormJudgement& judgement) {
  CheckRequiredName(violations, absl::StrCat(path, ".readiness_rule"),
                    judgement.readiness_rule(), {"readinessRules"});
  if (!IsResourceId(judgement.norm())) {
    violations.Add(absl::StrCat(path, ".norm"),
                   "must be the short name of a norm: a-z, 0-9 and hyphens");
  }
  if (judgement.has_decided_on()) {
    CheckDate(violations, absl::StrCat(path, ".decided_on"),
              judgement.decided_on());
  }
  if (judgement.decided_by().empty()) {
    violations.Add(absl::StrCat(path, ".decided_by"), "is missing");
  } else {
    CheckCapitalCode(violations, absl::StrCat(path, ".decided_by"),
                     judgement.decided_by());
  }
  CheckOptionalText(violations, absl::StrCat(path, ".reason"),
                    judgement.reason(), kTextLength);
}

}  // namespace

void CheckJudgements(
    Violations& violations, absl::string_view path,
    const google::protobuf::RepeatedPtrField<type::v1::NormJudgement>&
        judgements) {
  if (judgements.size() > kMaxJudgements) {
    violations.Add(path,
                   absl::StrCat("has more than ", kMaxJudgements, " elements"));
    return;
  }
  for (int i = 0; i < judgements.size(); ++i) {
    CheckJudgement(violations, absl::StrCat(path, "[", i, "]"), judgements[i]);
  }
}

}  // namespace sangam
