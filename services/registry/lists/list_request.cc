#include "services/registry/lists/list_request.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "common/changelog/asked_state.h"
#include "common/changelog/digest.h"
#include "common/changelog/list_query.h"
#include "common/changelog/resource_fields.h"
#include "common/clock/civil_date.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/validation/violations.h"

namespace sangam::registry {
namespace {

using google::protobuf::Message;

constexpr char kFilter[] = "filter";
constexpr char kOrderBy[] = "order_by";
constexpr char kPageToken[] = "page_token";

// Says what the text is, so that no other token is taken for it.
constexpr char kForm[] = "l1/";
constexpr size_t kDigestBytes = 8;

}  // namespace

bool ListRequest::IsFor(const Message& request) {
  return !TextField(request, kFilter).empty() ||
         !TextField(request, kOrderBy).empty();
}

absl::StatusOr<ListRequest> ListRequest::Parse(const Message& request,
                                               absl::string_view collection) {
  ListRequest list;
  Violations violations;
  const int32_t asked = PageSizeField(request);
  if (asked < 0) violations.Add("page_size", "is negative");
  list.page_size_ = asked == 0 ? ListQuery::kDefaultPageSize
                               : std::min(asked, ListQuery::kMaxPageSize);
  const std::string filter_text = TextField(request, kFilter);
  auto filter = ListFilter::Compile(filter_text, collection);
  violations.AddAll(filter.status());
  auto order = ListOrder::Parse(TextField(request, kOrderBy));
  violations.AddAll(order.status());
  SANGAM_RETURN_IF_ERROR(violations.ToStatus());
  list.filter_ = *std::move(filter);
  list.order_ = *order;
  list.read_at_ = ReadAtField(request);
  // A page that comes later has the state in its token.
  list.digest_ =
      Sha256(absl::StrCat(collection, "\n", list.order_.ToText(), "\n",
                          AsksForOneState(list.read_at_)
                              ? SerializeDeterministically(list.read_at_)
                              : std::string(),
                          "\n", filter_text))
          .substr(0, kDigestBytes);
  const std::string page_token = TextField(request, kPageToken);
  if (!page_token.empty() && !list.ReadPageToken(page_token)) {
    return InvalidFieldError(kPageToken,
                             "is not a next_page_token of this same query");
  }
  return list;
}

bool ListRequest::ReadPageToken(absl::string_view page_token) {
  std::string payload;
  if (!Unseal(page_token, &payload)) return false;
  absl::string_view rest = payload;
  if (!absl::ConsumePrefix(&rest, kForm) ||
      !absl::ConsumePrefix(&rest, digest_)) {
    return false;
  }
  // The text comes last, so that it may hold anything.
  const std::vector<std::string> parts =
      absl::StrSplit(rest, absl::MaxSplits('\n', 4));
  if (parts.size() != 5 || absl::StrContains(rest, '\0')) return false;
  ListPosition position;
  const auto day = ParseDay(parts[1], kPageToken);
  if (!day.ok() || !absl::SimpleAtoi(parts[2], &position.number)) return false;
  position.name = parts[3];
  position.text = parts[4];
  read_at_.set_exact_token(parts[0]);
  as_of_ = *day;
  after_ = std::move(position);
  return true;
}

std::string ListRequest::NextPageToken(const ListPosition& last,
                                       absl::string_view token,
                                       absl::CivilDay as_of) const {
  return Seal(absl::StrCat(kForm, digest_, token, "\n", FormatDay(as_of), "\n",
                           last.number, "\n", last.name, "\n", last.text));
}

}  // namespace sangam::registry
