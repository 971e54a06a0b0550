#include "services/scheme_catalog/store/scheme_search.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/changelog/digest.h"
#include "common/changelog/resource_type.h"
#include "common/validation/text.h"
#include "common/validation/violations.h"
#include "services/scheme_catalog/domain/search_words.h"

namespace sangam::scheme_catalog {
namespace {

// Binds a page token to its query.
constexpr size_t kDigestBytes = 12;

std::string DigestOf(const std::vector<std::string>& words) {
  return Sha256(absl::StrJoin(words, " ")).substr(0, kDigestBytes);
}

std::string PageToken(const std::vector<std::string>& words, int64_t offset) {
  return Seal(absl::StrCat(DigestOf(words), offset));
}

// Where the page begins; adds a fault for a token of another query.
int64_t OffsetOf(Violations& violations, const std::string& token,
                 const std::vector<std::string>& words) {
  if (token.empty()) return 0;
  std::string payload;
  int64_t offset = 0;
  if (Unseal(token, &payload) && payload.size() > kDigestBytes &&
      payload.substr(0, kDigestBytes) == DigestOf(words) &&
      absl::SimpleAtoi(payload.substr(kDigestBytes), &offset) && offset > 0) {
    return offset;
  }
  violations.Add("page_token", "is not a token of this query");
  return 0;
}

}  // namespace

absl::Status SchemeSearch::Search(const v1::SearchSchemesRequest& request,
                                  v1::SearchSchemesResponse* response) const {
  Violations violations;
  CheckRequiredText(violations, "query", request.query(), kTitleLength);
  if (request.page_size() < 0) {
    violations.Add("page_size", "must not be negative");
  }
  const std::vector<std::string> words = SearchWords(request.query());
  const int64_t offset = OffsetOf(violations, request.page_token(), words);
  SANGAM_RETURN_IF_ERROR(violations.ToStatus());
  const int64_t limit =
      request.page_size() == 0
          ? kDefaultPageSize
          : std::min<int64_t>(request.page_size(), kMaxPageSize);
  return changelog_.Read([&](Snapshot& snapshot) -> absl::Status {
    response->set_token(snapshot.token());
    // A query of signs alone fits nothing.
    if (words.empty()) return absl::OkStatus();
    SANGAM_ASSIGN_OR_RETURN(std::vector<std::string> names,
                            index_.Find(snapshot, words, offset, limit + 1));
    if (static_cast<int64_t>(names.size()) > limit) {
      names.pop_back();
      response->set_next_page_token(PageToken(words, offset + limit));
    }
    for (const std::string& name : names) {
      SANGAM_ASSIGN_OR_RETURN(const auto row,
                              tables_.schemes.Get(snapshot, name));
      if (!row) return InternalFault("the index of schemes is out of step");
      SANGAM_RETURN_IF_ERROR(
          ReadStored(*row, snapshot.position().epoch, response->add_schemes()));
    }
    return absl::OkStatus();
  });
}

}  // namespace sangam::scheme_catalog
