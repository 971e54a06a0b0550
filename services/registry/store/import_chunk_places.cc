// How the places of an import are stored, and those that other records name.
#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/changelog/digest.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/validation/resource_name.h"
#include "services/registry/domain/place_rules.h"
#include "services/registry/store/import_chunk.h"
#include "services/registry/store/new_rows.h"
#include "services/registry/store/place_area.h"
#include "services/registry/store/references.h"
#include "services/registry/store/resource_types.h"
#include "services/registry/store/tables.h"

namespace sangam::registry {
namespace {

using type::v1::PlaceKind;

// What a village can be below of comes before it: local bodies, whose number is
// the last, too.
int Rank(PlaceKind kind) {
  return kind == type::v1::PLACE_KIND_URBAN_LOCAL_BODY
             ? type::v1::PLACE_KIND_SUB_DISTRICT
             : kind;
}

// Puts `place` below `parent` in the first hierarchy that allows it.
void SetParent(const v1::Place& parent, v1::Place* place) {
  const auto allowed = [&](absl::string_view field) {
    const std::vector<PlaceKind> kinds = ParentKinds(field, place->kind());
    return std::find(kinds.begin(), kinds.end(), parent.kind()) != kinds.end();
  };
  if (allowed("development_parent")) {
    place->set_development_parent(parent.name());
  } else if (allowed("revenue_parent")) {
    place->set_revenue_parent(parent.name());
  } else if (allowed("urban_parent")) {
    place->set_urban_parent(parent.name());
  }
}

}  // namespace

absl::optional<v1::Place> ProvisionalPlace(const std::string& name,
                                           const std::string& title,
                                           const std::string& parent) {
  if (name.empty() || title.empty()) return absl::nullopt;
  v1::Place place;
  place.set_name(name);
  place.set_title(title);
  place.set_kind(type::v1::PLACE_KIND_VILLAGE);
  place.set_provisional(true);
  if (const auto coded = ParseLgdPlace(name)) {
    if (coded->kind != type::v1::PLACE_KIND_VILLAGE &&
        coded->kind != type::v1::PLACE_KIND_GRAM_PANCHAYAT) {
      return absl::nullopt;
    }
    place.set_kind(coded->kind);
  }
  // Named here, and set in that hierarchy in which it can be above.
  place.set_development_parent(parent);
  return place;
}

// In an order in which parents are there first. What another place may lie
// below, or what is at fault, is checked and written like a place that comes
// alone; what a fault has left half done is taken back.
absl::Status ImportChunk::StorePlaces() {
  std::vector<Row*> places;
  std::set<std::string> parents;
  for (const std::unique_ptr<Row>& row : rows_) {
    if (row->type != &PlaceType()) continue;
    places.push_back(row.get());
    for (const Reference& parent : row->references) {
      parents.insert(parent.target);
    }
  }
  if (places.empty()) return absl::OkStatus();
  const auto rank = [](const Row* row) {
    return std::make_tuple(
        Rank(static_cast<const v1::Place&>(*row->after).kind()),
        absl::string_view(row->name));
  };
  std::sort(places.begin(), places.end(),
            [&](const Row* a, const Row* b) { return rank(a) < rank(b); });
  // Until a place is written, no other one may count on it.
  for (const Row* row : places) {
    if (row->before == nullptr) added_.Remove(row->name, nullptr);
  }
  SANGAM_RETURN_IF_ERROR(known_places_.Read(transaction(), std::move(parents)));
  for (Row* row : places) {
    if (cancelled()) return DeadlineExceededError();
    SANGAM_ASSIGN_OR_RETURN(bool stored, StoreFittingPlace(*row));
    if (!stored) {
      SANGAM_ASSIGN_OR_RETURN(stored, StorePlaceAlone(*row));
    }
    if (!stored) continue;
    added_.Add(row->name, type::v1::SUBJECT_KIND_UNSPECIFIED, nullptr);
    Count(*row);
  }
  std::erase_if(rows_, [](const std::unique_ptr<Row>& row) {
    return row->type == &PlaceType();
  });
  return absl::OkStatus();
}

// Most are new, and fit below what is above them. Below a new place there is
// none yet, and a stored one that stays where it is takes nothing along.
absl::StatusOr<bool> ImportChunk::StoreFittingPlace(Row& row) {
  const auto& place = static_cast<const v1::Place&>(*row.after);
  if (row.before != nullptr) {
    const auto& before = static_cast<const v1::Place&>(*row.before);
    if (place.kind() != before.kind() ||
        row.references != ReferencesOf(before)) {
      return false;
    }
  }
  std::set<std::string> parents;
  for (const Reference& parent : row.references) parents.insert(parent.target);
  SANGAM_RETURN_IF_ERROR(known_places_.Read(transaction(), std::move(parents)));
  if (!known_places_.Fits(place)) return false;
  if (row.before == nullptr) {
    SANGAM_RETURN_IF_ERROR(AddReferences(transaction().database(),
                                         transaction().revision(), row.name,
                                         row.references));
  }
  std::vector<sql::Value> columns = row.type->Columns(place);
  PlaceArea area = known_places_.AreaOf(place);
  columns[kStateColumn] = std::move(area.state);
  columns[kDistrictColumn] = std::move(area.district);
  known_places_.Add(place);
  if (row.before == nullptr) {
    SANGAM_RETURN_IF_ERROR(
        AddRow(transaction(), PlaceTable(), row.name, row.body, columns));
  } else {
    SANGAM_RETURN_IF_ERROR(
        PlaceTable().Put(transaction(), row.name, row.body, columns).status());
  }
  return true;
}

absl::StatusOr<bool> ImportChunk::StorePlaceAlone(Row& row) {
  sql::Database& database = transaction().database();
  SANGAM_RETURN_IF_ERROR(database.Execute("SAVEPOINT import_place"));
  absl::Status stored = StorePlace(row);
  if (!stored.ok()) {
    if (!IsFaultOfRecord(stored)) return stored;
    SANGAM_RETURN_IF_ERROR(database.Execute("ROLLBACK TO import_place"));
  }
  SANGAM_RETURN_IF_ERROR(database.Execute("RELEASE import_place"));
  // Others may lie elsewhere now.
  if (stored.ok()) known_places_.Forget();
  return stored.ok();
}

absl::Status ImportChunk::StorePlace(Row& row) {
  bool missing = false;
  bool rehearsed = false;
  for (const Reference& reference : row.references) {
    SANGAM_ASSIGN_OR_RETURN(const bool there, Exists(reference.target));
    missing = missing || !there;
    rehearsed = rehearsed ||
                (before_it_ != nullptr && before_it_->Has(reference.target));
  }
  // What an earlier chunk of a dry run would have added can't be asked for its
  // own parents.
  if (rehearsed && !missing) return absl::OkStatus();
  absl::Status checked =
      row.type->OnChange(transaction(), row.before.get(), row.after.get());
  if (!checked.ok()) {
    if (IsFaultOfRecord(checked)) RejectRow(row, checked, missing);
    return checked;
  }
  SANGAM_ASSIGN_OR_RETURN(
      const std::vector<sql::Value> columns,
      row.type->ColumnsAmongOthers(transaction(), *row.after));
  return row.type->table()
      .Put(transaction(), row.name, row.body, columns)
      .status();
}

absl::Status ImportChunk::StoreProvisionalPlaces() {
  for (const std::unique_ptr<Row>& row : rows_) {
    if (!row->provisional_place) continue;
    v1::Place& place = *row->provisional_place;
    SANGAM_ASSIGN_OR_RETURN(const bool there, Exists(place.name()));
    if (there) continue;
    const std::string parent = place.development_parent();
    place.clear_development_parent();
    SANGAM_ASSIGN_OR_RETURN(const auto stored,
                            PlaceTable().Get(transaction(), parent));
    v1::Place above;
    if (stored && above.ParseFromString(stored->body)) {
      SetParent(above, &place);
    }
    SANGAM_RETURN_IF_ERROR(AddReferences(transaction().database(),
                                         transaction().revision(), place.name(),
                                         ReferencesOf(place)));
    SANGAM_ASSIGN_OR_RETURN(
        const std::vector<sql::Value> columns,
        PlaceType().ColumnsAmongOthers(transaction(), place));
    SANGAM_RETURN_IF_ERROR(PlaceTable()
                               .Put(transaction(), place.name(),
                                    SerializeDeterministically(place), columns)
                               .status());
    added_.Add(place.name(), type::v1::SUBJECT_KIND_UNSPECIFIED, nullptr);
    response_.set_provisional_places(response_.provisional_places() + 1);
  }
  return absl::OkStatus();
}

}  // namespace sangam::registry
