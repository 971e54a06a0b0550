// Which way a page takes to its rows.
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/rules/expression_error.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/registry/lists/list_page.h"
#include "services/registry/store/place_area.h"
#include "services/registry/store/validities.h"

namespace sangam::registry {
namespace {

absl::StatusOr<std::set<std::string>> DistrictsOf(Snapshot& snapshot,
                                                  absl::string_view state) {
  sql::Statement rows = snapshot.database().Prepare(
      "SELECT source FROM reference WHERE target = ?"
      " AND field = 'revenue_parent' AND to_revision = ?",
      state, kHoldsStill);
  std::set<std::string> districts;
  while (rows.Next()) districts.insert(rows.Text(0));
  SANGAM_RETURN_IF_ERROR(rows.status());
  return districts;
}

absl::Status NoSuchPlaceError(const ListFilter::Within& within,
                              const std::string& place) {
  return InvalidFieldError(
      "filter",
      absl::StrCat("line ", within.position.line, ", column ",
                   within.position.column, ": there is no `", place, "`"));
}

// The first position of a range in the order by members, or `after` where that
// comes later.
absl::optional<ListPosition> FirstOfRange(
    const absl::optional<ListPosition>& after, const ListOrder& order,
    const ListFilter::Range& range) {
  ListPosition first;
  if (order.descending()) {
    if (range.most == std::numeric_limits<int64_t>::max()) return after;
    first.number = range.most + 1;
  } else {
    first.number = range.least;
  }
  return after && order.Before(first, *after) ? after : first;
}

}  // namespace

absl::StatusOr<ListPage::Areas> ListPage::AreasOf(
    const ListFilter::Within& within) {
  Areas areas;
  for (const std::string& place : within.places) {
    const absl::optional<PlaceChain> chain = places_.ChainOf(place);
    SANGAM_RETURN_IF_ERROR(places_.status());
    if (!chain) return NoSuchPlaceError(within, place);
    const type::v1::PlaceKind kind = chain->links.front().kind;
    if (kind == type::v1::PLACE_KIND_COUNTRY) {
      // Not many lists ask for a country; what lies in it is put to the rows.
      evaluate_all_ = true;
      areas.names.clear();
      areas.exact = true;
      return areas;
    }
    SANGAM_ASSIGN_OR_RETURN(const PlaceArea area,
                            StoredAreaOf(snapshot_, place));
    areas.names.insert(area.finest());
    if (kind == type::v1::PLACE_KIND_STATE) {
      SANGAM_ASSIGN_OR_RETURN(std::set<std::string> districts,
                              DistrictsOf(snapshot_, place));
      areas.names.merge(districts);
    } else if (kind != type::v1::PLACE_KIND_DISTRICT) {
      areas.exact = false;
    }
  }
  return areas;
}

absl::Status ListPage::CheckPlaces() {
  const auto& within = request_.filter().within();
  return within ? AreasOf(*within).status() : absl::OkStatus();
}

absl::Status ListPage::FindPlacesWithin(
    const std::vector<std::string>& places) {
  within_.emplace();
  for (const std::string& place : places) {
    sql::Statement rows = snapshot_.database().Prepare(
        absl::StrCat(PlacesWithinSql(), " SELECT name FROM down"), place,
        kHoldsStill);
    while (rows.Next()) within_->insert(rows.Text(0));
    SANGAM_RETURN_IF_ERROR(rows.status());
  }
  return absl::OkStatus();
}

std::unique_ptr<ListSource> ListPage::Sorted(
    std::vector<ListEntry> entries) const {
  if (request_.after()) {
    std::erase_if(entries, [&](const ListEntry& entry) {
      return !request_.order().Before(*request_.after(), entry.position);
    });
  }
  return std::make_unique<SortedEntries>(std::move(entries), request_.order());
}

absl::StatusOr<std::unique_ptr<ListSource>> ListPage::OpenSource() {
  const ListFilter& filter = request_.filter();
  if (filter.referring_to()) {
    if (filter.within()) {
      SANGAM_RETURN_IF_ERROR(AreasOf(*filter.within()).status());
      SANGAM_RETURN_IF_ERROR(FindPlacesWithin(filter.within()->places));
    }
    SetParts();
    SANGAM_ASSIGN_OR_RETURN(auto entries,
                            index_.Referring(*filter.referring_to()));
    if (entries) return Sorted(*std::move(entries));
    // More than can be sorted: found among all, in order.
    evaluate_all_ = true;
    within_.reset();
  }
  if (filter.within()) return OpenWithin();
  return OpenPartitions(absl::nullopt);
}

void ListPage::SetParts() {
  EntryParts parts;
  parts.record_class = request_.filter().classes().has_value();
  parts.members = request_.filter().members().has_value();
  parts.place = within_.has_value();
  index_.set_parts(parts);
}

absl::StatusOr<std::unique_ptr<ListSource>> ListPage::OpenWithin() {
  const ListFilter::Within& within = *request_.filter().within();
  SANGAM_ASSIGN_OR_RETURN(const Areas areas, AreasOf(within));
  if (areas.names.empty()) return OpenPartitions(absl::nullopt);
  if (!areas.exact) {
    SetParts();
    SANGAM_ASSIGN_OR_RETURN(auto entries, index_.Within(within.places));
    if (entries) return Sorted(*std::move(entries));
    SANGAM_RETURN_IF_ERROR(FindPlacesWithin(within.places));
  }
  return OpenPartitions(areas.names);
}

absl::StatusOr<std::unique_ptr<ListSource>> ListPage::OpenPartitions(
    const absl::optional<std::set<std::string>>& areas) {
  const ListFilter& filter = request_.filter();
  const ListOrder& order = request_.order();
  const bool by_members = order.by() == ListOrder::By::kMembers;
  const bool range = filter.members().has_value();
  SetParts();
  if (!areas && !filter.classes() && !range &&
      order.by() == ListOrder::By::kName) {
    SANGAM_ASSIGN_OR_RETURN(
        auto all, MergedPartitions::OpenAll(&index_, request_.after(),
                                            request_.page_size() + 1));
    return std::unique_ptr<ListSource>(std::move(all));
  }
  SANGAM_ASSIGN_OR_RETURN(std::vector<ListPartition> partitions,
                          index_.Partitions(areas, filter.classes()));
  absl::optional<ListPosition> after = request_.after();
  if (range && by_members) {
    after = FirstOfRange(after, order, *filter.members());
  } else if (range) {
    SANGAM_ASSIGN_OR_RETURN(auto entries,
                            index_.WithMembers(partitions, *filter.members()));
    if (entries) return Sorted(*std::move(entries));
  }
  SANGAM_ASSIGN_OR_RETURN(
      auto merged, MergedPartitions::Open(&index_, std::move(partitions), after,
                                          request_.page_size() + 1));
  return std::unique_ptr<ListSource>(std::move(merged));
}

}  // namespace sangam::registry
