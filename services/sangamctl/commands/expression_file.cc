#include "services/sangamctl/commands/expression_file.h"

#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "common/money/format.h"
#include "services/sangamctl/document/source_text.h"

namespace sangam::sangamctl {
namespace {

// As the eligibility language has it.
constexpr size_t kMaxExpressionBytes = 64 * 1024;

}  // namespace

void CheckExpressionText(const std::string& file, const std::string& text,
                         Problems& problems) {
  const SourceText source(file, text);
  if (absl::optional<Problem> fault = source.FirstFault()) {
    problems.push_back(*std::move(fault));
  } else if (text.size() > kMaxExpressionBytes) {
    problems.push_back(
        {file, source.PositionAt(kMaxExpressionBytes),
         absl::StrCat("an expression may have ",
                      FormatCount(kMaxExpressionBytes),
                      " bytes, which end here; this one has ",
                      FormatCount(static_cast<int64_t>(text.size())))});
  }
}

}  // namespace sangam::sangamctl
