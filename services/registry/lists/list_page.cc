#include "services/registry/lists/list_page.h"

#include <algorithm>
#include <utility>

#include "absl/algorithm/container.h"
#include "common/changelog/past_versions.h"
#include "common/rules/subject_view.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/registry/lists/listed_record.h"
#include "services/registry/lists/subject_list.h"

namespace sangam::registry {
namespace {

const ListedTable& ListedTableOf(const ResourceType& type) {
  return *absl::c_find_if(ListedTables(), [&](const ListedTable& listed) {
    return listed.table == &type.table();
  });
}

absl::StatusOr<std::unique_ptr<google::protobuf::Message>> Parse(
    const ResourceType& type, const StoredResource& row) {
  std::unique_ptr<google::protobuf::Message> record(type.prototype().New());
  if (record->ParseFromString(row.body)) return record;
  return InternalFault("a stored resource can't be read");
}

}  // namespace

ListPage::ListPage(Snapshot* snapshot, const ResourceType* type,
                   const ListRequest* request, absl::CivilDay as_of)
    : snapshot_(*snapshot),
      type_(*type),
      request_(*request),
      as_of_(as_of),
      table_(ListedTableOf(*type)),
      index_(snapshot, table_, request->order()),
      places_(snapshot) {}

absl::Status ListPage::Read() {
  SANGAM_ASSIGN_OR_RETURN(
      const absl::optional<LaterChanges> changes,
      FindLaterChanges(snapshot_, type_.table().collection()));
  if (!changes) return ReadHistory();
  SANGAM_RETURN_IF_ERROR(AddChanged(*changes));
  SANGAM_ASSIGN_OR_RETURN(source_, OpenSource());
  const bool rest = evaluate_all_ || request_.filter().has_rest();
  const auto limit = static_cast<size_t>(request_.page_size());
  int64_t bytes = 0;
  int64_t evaluated = 0;
  while (true) {
    // One more than is needed tells whether there is a further page.
    const size_t wanted =
        rest ? std::max<size_t>(limit, 64) : limit - rows_.size() + 1;
    std::vector<Candidate> candidates;
    SANGAM_RETURN_IF_ERROR(Gather(wanted, &candidates));
    const bool ended = candidates.size() < wanted;
    SANGAM_RETURN_IF_ERROR(ReadRows(&candidates));
    absl::optional<ListPosition> used;
    size_t i = 0;
    for (; i < candidates.size(); ++i) {
      if (rows_.size() == limit || bytes >= ResourceTable::kPageBytes ||
          evaluated >= kMostEvaluated) {
        break;
      }
      Candidate& candidate = candidates[i];
      bool holds = true;
      if (rest) {
        ++evaluated;
        SANGAM_ASSIGN_OR_RETURN(holds, Holds(*candidate.row, evaluate_all_));
      }
      used = candidate.entry.position;
      if (!holds) continue;
      bytes += static_cast<int64_t>(candidate.row->body.size() +
                                    candidate.row->key.size());
      rows_.push_back(*std::move(candidate.row));
    }
    if (used) go_on_after_ = std::move(used);
    // A full page, or enough looked at: at least this candidate is left.
    if (i < candidates.size()) return absl::OkStatus();
    if (looked_enough_) {
      go_on_after_ = last_;
      return absl::OkStatus();
    }
    if (ended) {
      go_on_after_.reset();
      return absl::OkStatus();
    }
  }
}

absl::Status ListPage::ReadHistory() {
  if (request_.order().by() != ListOrder::By::kName ||
      request_.order().descending()) {
    return MakeError(absl::StatusCode::kOutOfRange,
                     type::v1::ERROR_REASON_REVISION_COMPACTED,
                     "too much was changed since this state to list it in"
                     " another order than by \"name\"; list it so, or begin"
                     " anew with the newest state");
  }
  const auto holds = [this](const StoredResource& version) {
    return Holds(version, /*all=*/true);
  };
  const std::string after = request_.after() ? request_.after()->name : "";
  SANGAM_ASSIGN_OR_RETURN(
      PastPage page, ListPast(snapshot_, type_.table().collection(), after,
                              request_.page_size(), ResourceTable::kPageBytes,
                              kMostPastNames, holds));
  SANGAM_RETURN_IF_ERROR(places_.status());
  rows_ = std::move(page.resources);
  if (!page.last.empty()) {
    go_on_after_.emplace().name = std::move(page.last);
  }
  return absl::OkStatus();
}

absl::Status ListPage::AddChanged(const LaterChanges& changes) {
  changed_names_ = changes.names;
  for (const StoredResource& row : changes.then) {
    SANGAM_ASSIGN_OR_RETURN(const bool holds, Holds(row, /*all=*/true));
    if (!holds) continue;
    SANGAM_ASSIGN_OR_RETURN(const auto record, Parse(type_, row));
    const ListedRecord listed = ToListedRecord(*record);
    Candidate candidate;
    candidate.entry.position =
        request_.order().PositionOf(row, listed.title, listed.members);
    if (request_.after() &&
        !request_.order().Before(*request_.after(), candidate.entry.position)) {
      continue;
    }
    candidate.row = row;
    changed_.push_back(std::move(candidate));
  }
  absl::c_sort(changed_, [&](const Candidate& a, const Candidate& b) {
    return request_.order().Before(b.entry.position, a.entry.position);
  });
  return absl::OkStatus();
}

absl::StatusOr<bool> ListPage::Holds(const StoredResource& row,
                                     bool all) const {
  SANGAM_ASSIGN_OR_RETURN(const auto record, Parse(type_, row));
  const ListedRecord listed = ToListedRecord(*record);
  const ListFilter& filter = request_.filter();
  PlaceChain chain;
  if (all ? filter.reads_places() : filter.rest_reads_places()) {
    chain = places_.ChainOf(listed.place).value_or(PlaceChain());
  }
  const SubjectView view(listed.profile, std::move(chain), as_of_,
                         ListDictionary(type_.table().collection()));
  const bool holds =
      all ? filter.Holds(view, places_) : filter.RestHolds(view, places_);
  SANGAM_RETURN_IF_ERROR(places_.status());
  return holds;
}

absl::StatusOr<bool> ListPage::NextEntry(Candidate* candidate) {
  if (!ahead_ && !source_ended_) {
    ListEntry entry;
    SANGAM_ASSIGN_OR_RETURN(const bool found, source_->Next(&entry));
    if (found && !PastTheEnd(entry)) {
      ahead_ = std::move(entry);
    } else {
      source_ended_ = true;
    }
  }
  if (!ahead_ && changed_.empty()) return false;
  if (!ahead_ || (!changed_.empty() &&
                  request_.order().Before(changed_.back().entry.position,
                                          ahead_->position))) {
    *candidate = std::move(changed_.back());
    changed_.pop_back();
  } else {
    candidate->entry = *std::move(ahead_);
    candidate->row.reset();
    ahead_.reset();
  }
  return true;
}

absl::Status ListPage::Gather(size_t limit,
                              std::vector<Candidate>* candidates) {
  while (candidates->size() < limit) {
    if (entries_looked_at_ >= kMostEntries) {
      looked_enough_ = true;
      return absl::OkStatus();
    }
    Candidate candidate;
    SANGAM_ASSIGN_OR_RETURN(const bool found, NextEntry(&candidate));
    if (!found) return absl::OkStatus();
    ++entries_looked_at_;
    last_ = candidate.entry.position;
    const bool asked =
        candidate.row.has_value() ||
        (!changed_names_.contains(candidate.entry.position.name) &&
         PassesServed(candidate.entry));
    if (asked) candidates->push_back(std::move(candidate));
  }
  return absl::OkStatus();
}

bool ListPage::PassesServed(const ListEntry& entry) const {
  const ListFilter& filter = request_.filter();
  if (filter.classes() && filter.classes()->count(entry.record_class) == 0) {
    return false;
  }
  if (filter.members() && !filter.members()->Holds(entry.members)) {
    return false;
  }
  return !within_ || within_->contains(entry.place);
}

// In an order by members, where their range ends.
bool ListPage::PastTheEnd(const ListEntry& entry) const {
  const auto& range = request_.filter().members();
  if (!range || request_.order().by() != ListOrder::By::kMembers) return false;
  return request_.order().descending() ? entry.members < range->least
                                       : entry.members > range->most;
}

absl::Status ListPage::ReadRows(std::vector<Candidate>* candidates) {
  std::vector<std::string> names;
  for (const Candidate& candidate : *candidates) {
    if (!candidate.row) names.push_back(candidate.entry.position.name);
  }
  if (names.empty()) return absl::OkStatus();
  SANGAM_ASSIGN_OR_RETURN(std::vector<StoredResource> rows, index_.Rows(names));
  auto row = rows.begin();
  for (Candidate& candidate : *candidates) {
    if (!candidate.row) candidate.row = std::move(*row++);
  }
  return absl::OkStatus();
}

}  // namespace sangam::registry
