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

// Rows that are read before it is known how large they are.
constexpr int64_t kFirstRows = 32;

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
      absl::optional<ChangedNames> changed,
      FindLaterChanges(snapshot_, type_.table().collection()));
  if (!changed) return ReadHistory();
  SANGAM_ASSIGN_OR_RETURN(const bool caught_up,
                          AddChanged(*std::move(changed)));
  if (!caught_up) return ReadHistory();
  SANGAM_ASSIGN_OR_RETURN(source_, OpenSource());
  const bool rest = evaluate_all_ || request_.filter().has_rest();
  const auto limit = static_cast<size_t>(request_.page_size());
  int64_t bytes = 0;
  int64_t bytes_looked_at = 0;
  int64_t evaluated = 0;
  while (true) {
    // One more than is needed tells whether there is a further page.
    const size_t wanted =
        rest ? std::max<size_t>(limit, 64) : limit - rows_.size() + 1;
    std::vector<Candidate> candidates;
    SANGAM_RETURN_IF_ERROR(Gather(wanted, &candidates));
    const bool ended = candidates.size() < wanted;
    absl::optional<ListPosition> used;
    size_t i = 0;
    for (; i < candidates.size(); ++i) {
      if (rows_.size() == limit || bytes >= ResourceTable::kPageBytes ||
          evaluated >= kMostEvaluated ||
          bytes_looked_at >= kMostBytesLookedAt) {
        break;
      }
      Candidate& candidate = candidates[i];
      if (!candidate.row) {
        SANGAM_RETURN_IF_ERROR(ReadRows(i, &candidates));
      }
      StoredResource row = *std::move(candidate.row);
      candidate.row.reset();
      bool holds = true;
      if (rest && !candidate.changed) {
        ++evaluated;
        SANGAM_ASSIGN_OR_RETURN(holds, Holds(row, evaluate_all_));
      }
      used = candidate.entry.position;
      const auto size = static_cast<int64_t>(row.body.size() + row.key.size());
      bytes_looked_at += size;
      if (!holds) continue;
      bytes += size;
      rows_.push_back(std::move(row));
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
  SANGAM_RETURN_IF_ERROR(CheckPlaces());
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

absl::StatusOr<bool> ListPage::AddChanged(ChangedNames names) {
  changed_names_ = std::move(names);
  int64_t bytes = 0;
  for (const std::string& name : changed_names_) {
    SANGAM_ASSIGN_OR_RETURN(
        const absl::optional<StoredResource> row,
        GetPast(snapshot_, type_.table().collection(), name));
    if (!row) continue;
    bytes += static_cast<int64_t>(row->body.size());
    if (bytes > kMostLaterBytes) return false;
    SANGAM_ASSIGN_OR_RETURN(const bool holds, Holds(*row, /*all=*/true));
    if (!holds) continue;
    SANGAM_ASSIGN_OR_RETURN(const auto record, Parse(type_, *row));
    const ListedRecord listed = ToListedRecord(*record);
    Candidate candidate;
    candidate.changed = true;
    candidate.entry.position =
        request_.order().PositionOf(*row, listed.title, listed.members);
    if (request_.after() &&
        !request_.order().Before(*request_.after(), candidate.entry.position)) {
      continue;
    }
    changed_.push_back(std::move(candidate));
  }
  absl::c_sort(changed_, [&](const Candidate& a, const Candidate& b) {
    return request_.order().Before(b.entry.position, a.entry.position);
  });
  return true;
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
    *candidate = {*std::move(ahead_), absl::nullopt, false};
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
        candidate.changed ||
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

absl::Status ListPage::ReadRows(size_t begin,
                                std::vector<Candidate>* candidates) {
  const int64_t at_once =
      rows_read_ == 0
          ? kFirstRows
          : std::max<int64_t>(1, ResourceTable::kPageBytes * rows_read_ /
                                     std::max<int64_t>(1, bytes_read_));
  const size_t end = std::min<size_t>(candidates->size(),
                                      begin + static_cast<size_t>(at_once));
  std::vector<std::string> names;
  for (size_t i = begin; i < end; ++i) {
    const Candidate& candidate = (*candidates)[i];
    if (!candidate.changed) names.push_back(candidate.entry.position.name);
  }
  std::vector<StoredResource> rows;
  if (!names.empty()) {
    SANGAM_ASSIGN_OR_RETURN(rows, index_.Rows(names));
  }
  auto row = rows.begin();
  for (size_t i = begin; i < end; ++i) {
    Candidate& candidate = (*candidates)[i];
    if (candidate.changed) {
      SANGAM_ASSIGN_OR_RETURN(candidate.row,
                              GetPast(snapshot_, type_.table().collection(),
                                      candidate.entry.position.name));
      if (!candidate.row) return InternalFault("a version has gone");
    } else {
      candidate.row = std::move(*row++);
    }
    ++rows_read_;
    bytes_read_ += static_cast<int64_t>(candidate.row->body.size());
  }
  return absl::OkStatus();
}

}  // namespace sangam::registry
