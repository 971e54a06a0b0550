#include "services/registry/store/duplicate_search.h"

#include <algorithm>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/changelog/digest.h"
#include "common/changelog/list_query.h"
#include "common/changelog/resource_fields.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/validation/enum_value.h"
#include "common/validation/violations.h"
#include "services/registry/store/entity_record.h"
#include "services/registry/store/stored_record.h"
#include "services/registry/store/tables.h"
#include "services/registry/store/validities.h"

namespace sangam::registry {
namespace {

// Rows of the index of ids that one page looks at.
constexpr int64_t kIdsAPage = 5'000;
constexpr char kTokenForm[] = "duplicates1";

using Pair = std::pair<std::string, std::string>;

bool IsSubjectName(absl::string_view name) {
  return absl::StartsWith(name, "groups/") ||
         absl::StartsWith(name, "enterprises/") ||
         absl::StartsWith(name, "clusters/");
}

std::string EncodePosition(const v1::FindDuplicatesRequest& request,
                           const SearchPosition& position) {
  return Seal(absl::StrJoin(
      {std::string(kTokenForm), absl::StrCat(static_cast<int>(request.kind())),
       absl::StrCat(static_cast<int>(position.phase)), position.group,
       position.key, position.first, position.second},
      "\n"));
}

// Nothing where it is no token of this query.
absl::optional<SearchPosition> DecodePosition(
    const v1::FindDuplicatesRequest& request) {
  std::string payload;
  if (!Unseal(request.page_token(), &payload) ||
      absl::StrContains(payload, '\0')) {
    return absl::nullopt;
  }
  const std::vector<std::string> parts = absl::StrSplit(payload, '\n');
  if (parts.size() != 7 || parts[0] != kTokenForm ||
      parts[1] != absl::StrCat(static_cast<int>(request.kind()))) {
    return absl::nullopt;
  }
  SearchPosition position;
  position.phase = parts[2] == "0" ? SearchPosition::Phase::kIds
                                   : SearchPosition::Phase::kPlaces;
  position.group = parts[3];
  position.key = parts[4];
  position.first = parts[5];
  position.second = parts[6];
  return position;
}

}  // namespace

DuplicateSearch::DuplicateSearch(Snapshot* snapshot,
                                 const v1::FindDuplicatesRequest& request,
                                 SearchPosition position,
                                 v1::FindDuplicatesResponse* response)
    : snapshot_(*snapshot),
      request_(request),
      page_size_(request.page_size() == 0
                     ? ListQuery::kDefaultPageSize
                     : std::min(request.page_size(), ListQuery::kMaxPageSize)),
      position_(std::move(position)),
      response_(*response) {}

bool DuplicateSearch::full() const {
  return response_.pairs_size() >= page_size_;
}

absl::StatusOr<absl::optional<SearchPosition>> DuplicateSearch::FillPage() {
  if (position_.phase == SearchPosition::Phase::kIds) {
    SANGAM_ASSIGN_OR_RETURN(const bool over, WalkIds());
    if (over) {
      position_ = SearchPosition();
      position_.phase = SearchPosition::Phase::kPlaces;
    }
    return absl::make_optional(position_);
  }
  SANGAM_ASSIGN_OR_RETURN(const bool over, WalkPlaces());
  if (over) return absl::optional<SearchPosition>();
  return absl::make_optional(position_);
}

absl::StatusOr<bool> DuplicateSearch::WalkIds() {
  sql::Database& database = snapshot_.database();
  int64_t looked_at = 0;
  while (looked_at < kIdsAPage && !full()) {
    // Within a system, by the index over the keys; see tables.cc.
    std::vector<std::pair<std::string, std::string>> rows;
    if (!position_.group.empty()) {
      sql::Statement ids = database.Prepare(
          absl::StrCat("SELECT ", kOutsideIdKeySql,
                       ", subject FROM outside_id WHERE to_revision = ",
                       kHoldsStill, " AND system = ? AND ", kOutsideIdKeySql,
                       position_.first.empty() ? " > ?" : " >= ?", " ORDER BY ",
                       kOutsideIdKeySql, ", subject LIMIT ?"),
          position_.group, position_.key, kIdsAPage);
      while (ids.Next()) rows.emplace_back(ids.Text(0), ids.Text(1));
      SANGAM_RETURN_IF_ERROR(ids.status());
    }
    if (rows.empty()) {
      sql::Statement next = database.Prepare(
          "SELECT system FROM outside_id WHERE system > ? ORDER BY system"
          " LIMIT 1",
          position_.group);
      const bool found = next.Next();
      SANGAM_RETURN_IF_ERROR(next.status());
      if (!found) return true;
      position_.group = next.Text(0);
      // The empty key says nothing, and is passed over.
      position_.key.clear();
      position_.first.clear();
      ++looked_at;
      continue;
    }
    looked_at += rows.size();
    // The last of so many may go on beyond them.
    const bool cut = static_cast<int64_t>(rows.size()) == kIdsAPage &&
                     rows.front().first != rows.back().first;
    for (size_t begin = 0; begin < rows.size() && !full();) {
      size_t end = begin;
      std::vector<std::string> names;
      for (; end < rows.size() && rows[end].first == rows[begin].first; ++end) {
        if (names.empty() || names.back() != rows[end].second) {
          names.push_back(rows[end].second);
        }
      }
      if (cut && end == rows.size()) break;
      if (position_.key != rows[begin].first) {
        position_.key = rows[begin].first;
        position_.first.clear();
      }
      if (names.size() > 1 &&
          static_cast<int64_t>(names.size()) <= kMostOfOneId) {
        SANGAM_RETURN_IF_ERROR(TellAlike(names));
      } else {
        position_.first.clear();
      }
      begin = end;
    }
  }
  return false;
}

absl::Status DuplicateSearch::TellAlike(const std::vector<std::string>& names) {
  std::map<type::v1::SubjectKind, LikenessRecord> firsts;
  std::vector<v1::DuplicatePair> pairs;
  for (const std::string& name : names) {
    SANGAM_ASSIGN_OR_RETURN(auto record, Read(name));
    if (!record) continue;
    const auto [first, fresh] =
        firsts.try_emplace(record->subject.kind, *record);
    if (fresh) continue;
    const auto pair = CompareRecords(first->second, *record);
    if (pair) pairs.push_back(*pair);
  }
  return Tell(std::move(pairs));
}

absl::StatusOr<bool> DuplicateSearch::WalkPlaces() {
  sql::Statement rows = snapshot_.database().Prepare(
      absl::StrCat("SELECT target, source FROM reference WHERE target ",
                   position_.first.empty() ? ">" : ">=",
                   " ? AND target > 'places/' AND target < 'places0'"
                   " AND field = 'place' AND to_revision = ?"
                   " ORDER BY target LIMIT ?"),
      position_.group, kHoldsStill, kMostAtPlace + 1);
  std::vector<std::pair<std::string, std::vector<std::string>>> places;
  int64_t count = 0;
  for (; rows.Next(); ++count) {
    std::string place = rows.Text(0);
    if (places.empty() || places.back().first != place) {
      places.emplace_back(std::move(place), std::vector<std::string>());
    }
    std::string name = rows.Text(1);
    if (IsSubjectName(name)) places.back().second.push_back(std::move(name));
  }
  SANGAM_RETURN_IF_ERROR(rows.status());
  const bool cut = count > kMostAtPlace;
  if (cut && places.size() == 1) {
    response_.add_coarse_places(places.front().first);
    position_.group = places.front().first;
    position_.first.clear();
    return false;
  }
  // The last of so many may have more.
  if (cut) places.pop_back();
  for (auto& [place, names] : places) {
    if (full()) return false;
    if (position_.group != place) {
      position_.group = place;
      position_.first.clear();
    }
    SANGAM_RETURN_IF_ERROR(TellSameTitles(std::move(names)));
  }
  return !cut && position_.first.empty();
}

absl::Status DuplicateSearch::TellSameTitles(std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  std::map<std::pair<type::v1::SubjectKind, std::string>, LikenessRecord>
      firsts;
  std::vector<v1::DuplicatePair> pairs;
  for (const std::string& name : names) {
    SANGAM_ASSIGN_OR_RETURN(auto record, Read(name));
    if (!record) continue;
    std::string title = TitleKey(record->subject.title);
    if (title.empty()) continue;
    const auto [first, fresh] = firsts.try_emplace(
        std::pair{record->subject.kind, std::move(title)}, *record);
    if (fresh) continue;
    SANGAM_ASSIGN_OR_RETURN(const bool told,
                            ToldByIds(first->second.subject, record->subject));
    if (told) continue;
    const auto pair = CompareRecords(first->second, *record);
    if (pair) pairs.push_back(*pair);
  }
  return Tell(std::move(pairs));
}

absl::Status DuplicateSearch::Tell(std::vector<v1::DuplicatePair> pairs) {
  std::sort(pairs.begin(), pairs.end(), [](const auto& a, const auto& b) {
    return Pair(a.first(), a.second()) < Pair(b.first(), b.second());
  });
  const Pair told(position_.first, position_.second);
  position_.first.clear();
  position_.second.clear();
  for (size_t i = 0; i < pairs.size(); ++i) {
    const Pair pair(pairs[i].first(), pairs[i].second());
    if (pair <= told) continue;
    *response_.add_pairs() = pairs[i];
    if (!full()) continue;
    if (i + 1 < pairs.size()) {
      position_.first = pair.first;
      position_.second = pair.second;
    }
    break;
  }
  return absl::OkStatus();
}

absl::StatusOr<absl::optional<LikenessRecord>> DuplicateSearch::Read(
    const std::string& name) {
  SANGAM_ASSIGN_OR_RETURN(const auto record, ReadRecord(snapshot_, name));
  if (!record) return absl::optional<LikenessRecord>();
  LikenessRecord read{*SubjectOf(*record->message),
                      TextField(*record->message, "bank_branch_ifsc")};
  if (request_.kind() != type::v1::SUBJECT_KIND_UNSPECIFIED &&
      request_.kind() != read.subject.kind) {
    return absl::optional<LikenessRecord>();
  }
  return absl::make_optional(std::move(read));
}

absl::StatusOr<bool> DuplicateSearch::ToldByIds(const Subject& first,
                                                const Subject& second) {
  for (const type::v1::OutsideId& id : first.outside_ids) {
    const std::string key = OutsideIdKey(id.value());
    if (key.empty()) continue;
    for (const type::v1::OutsideId& other : second.outside_ids) {
      if (other.system() != id.system() || OutsideIdKey(other.value()) != key) {
        continue;
      }
      SANGAM_ASSIGN_OR_RETURN(const int64_t holders,
                              HoldersLike(id.system(), key));
      if (holders <= kMostOfOneId) return true;
    }
  }
  return false;
}

absl::StatusOr<int64_t> DuplicateSearch::HoldersLike(const std::string& system,
                                                     const std::string& key) {
  sql::Statement row = snapshot_.database().Prepare(
      absl::StrCat("SELECT count(DISTINCT subject) FROM outside_id"
                   " WHERE to_revision = ",
                   kHoldsStill, " AND system = ? AND ", kOutsideIdKeySql,
                   " = ?"),
      system, key);
  const int64_t holders = row.Next() ? row.Int(0) : 0;
  SANGAM_RETURN_IF_ERROR(row.status());
  return holders;
}

absl::StatusOr<v1::FindDuplicatesResponse> FindDuplicates(
    Changelog* changelog, const v1::FindDuplicatesRequest& request) {
  Violations violations;
  CheckOptionalEnum(violations, "kind", request.kind());
  if (request.page_size() < 0) violations.Add("page_size", "is negative");
  absl::optional<SearchPosition> position = SearchPosition();
  if (!request.page_token().empty()) {
    position = DecodePosition(request);
    if (!position) {
      violations.Add("page_token",
                     "is not a next_page_token of this same query");
    }
  }
  SANGAM_RETURN_IF_ERROR(violations.ToStatus());
  v1::FindDuplicatesResponse response;
  SANGAM_RETURN_IF_ERROR(changelog->Read([&](Snapshot& snapshot)
                                             -> absl::Status {
    SANGAM_ASSIGN_OR_RETURN(
        const auto next,
        DuplicateSearch(&snapshot, request, *position, &response).FillPage());
    if (next) response.set_next_page_token(EncodePosition(request, *next));
    response.set_token(snapshot.token());
    return absl::OkStatus();
  }));
  return response;
}

}  // namespace sangam::registry
