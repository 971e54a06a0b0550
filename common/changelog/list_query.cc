#include "common/changelog/list_query.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/changelog/digest.h"
#include "common/changelog/resource_fields.h"
#include "common/status/macros.h"
#include "common/validation/resource_name.h"
#include "common/validation/violations.h"

namespace sangam {
namespace {

// Says what the text is, so that a token is never taken for a page token.
constexpr char kForm[] = "p1/";
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
  for (const std::string& column : table.columns()) {
    const std::string value = TextField(request, column);
    if (value.empty()) continue;
    if (CollectionOf(value).empty()) {
      violations.Add(column, "is not the name of a resource");
    }
    query.filters_.push_back({column, value});
    absl::StrAppend(&text, "\n", column, "=", value);
  }
  query.digest_ = Sha256(text).substr(0, kDigestBytes);
  const std::string page_token = TextField(request, "page_token");
  if (!page_token.empty()) {
    std::string payload;
    const bool sealed = Unseal(page_token, &payload);
    absl::string_view rest = payload;
    if (sealed && absl::ConsumePrefix(&rest, kForm) &&
        absl::ConsumePrefix(&rest, query.digest_)) {
      query.after_ = std::string(rest);
    } else {
      violations.Add("page_token",
                     "is not a next_page_token of this same query");
    }
  }
  SANGAM_RETURN_IF_ERROR(violations.ToStatus());
  return query;
}

std::string ListQuery::NextPageToken(absl::string_view last_key) const {
  return Seal(absl::StrCat(kForm, digest_, last_key));
}

}  // namespace sangam
