#include "common/changelog/list_query.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "common/changelog/asked_state.h"
#include "common/changelog/digest.h"
#include "common/changelog/resource_fields.h"
#include "common/status/macros.h"
#include "common/validation/resource_name.h"
#include "common/validation/violations.h"

namespace sangam {
namespace {

// Says what the text is, so that a token is never taken for a page token.
constexpr char kForm[] = "p1/";
// The same with the token of one state, and a line end, before the key.
constexpr char kOneStateForm[] = "p2/";
constexpr size_t kDigestBytes = 8;

}  // namespace

absl::StatusOr<ListQuery> ListQuery::Parse(
    const google::protobuf::Message& request, const ResourceTable& table) {
  ListQuery query;
  Violations violations;
  const int32_t asked = PageSizeField(request);
  if (asked < 0) violations.Add("page_size", "is negative");
  if (asked > 0) query.page_size_ = std::min(asked, kMaxPageSize);
  std::string text = table.collection();
  for (const auto& [column, type] : table.columns()) {
    const std::string value = TextField(request, column);
    if (value.empty()) continue;
    if (CollectionOf(value).empty()) {
      violations.Add(column, "is not the name of a resource");
    }
    query.filters_.push_back({column, value});
    absl::StrAppend(&text, "\n", column, "=", value);
  }
  query.read_at_ = ReadAtField(request);
  const bool one_state = AsksForOneState(query.read_at_);
  if (one_state) {
    absl::StrAppend(&text, "\n", SerializeDeterministically(query.read_at_));
  }
  query.digest_ = Sha256(text).substr(0, kDigestBytes);
  const std::string page_token = TextField(request, "page_token");
  if (!page_token.empty()) {
    std::string payload;
    const bool sealed = Unseal(page_token, &payload);
    absl::string_view rest = payload;
    if (sealed &&
        absl::ConsumePrefix(&rest, one_state ? kOneStateForm : kForm) &&
        absl::ConsumePrefix(&rest, query.digest_)) {
      if (one_state) {
        const std::pair<std::string, std::string> parts =
            absl::StrSplit(rest, absl::MaxSplits('\n', 1));
        query.read_at_.set_exact_token(parts.first);
        query.after_ = parts.second;
      } else {
        query.after_ = std::string(rest);
      }
    }
    // No name holds a NUL, which not every store could be asked for.
    if (query.after_.empty() || absl::StrContains(query.after_, '\0')) {
      violations.Add("page_token",
                     "is not a next_page_token of this same query");
    }
  }
  SANGAM_RETURN_IF_ERROR(violations.ToStatus());
  return query;
}

std::string ListQuery::NextPageToken(absl::string_view last_key,
                                     absl::string_view token) const {
  if (AsksForOneState(read_at_)) {
    return Seal(absl::StrCat(kOneStateForm, digest_, token, "\n", last_key));
  }
  return Seal(absl::StrCat(kForm, digest_, last_key));
}

}  // namespace sangam
