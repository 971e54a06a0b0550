#include "services/registry/store/place_area.h"

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/registry/store/list_columns.h"
#include "services/registry/store/references.h"
#include "services/registry/store/tables.h"
#include "services/registry/store/validities.h"

namespace sangam::registry {
namespace {

// Kinds of which each comes after all that it can lie in, and below a district.
constexpr type::v1::PlaceKind kDownward[] = {
    type::v1::PLACE_KIND_DISTRICT,       type::v1::PLACE_KIND_SUB_DISTRICT,
    type::v1::PLACE_KIND_BLOCK,          type::v1::PLACE_KIND_URBAN_LOCAL_BODY,
    type::v1::PLACE_KIND_GRAM_PANCHAYAT, type::v1::PLACE_KIND_VILLAGE,
};

constexpr char kAreaSql[] = "SELECT state, district FROM places WHERE key = ?";

// What a place takes over from those right above it. The largest is the only
// one that is not empty, as a place has one ancestor of each kind.
std::string FromParents(absl::string_view column) {
  return absl::StrCat(
      column, " = coalesce((SELECT max(above.", column,
      ") FROM reference JOIN places AS above ON above.key = target"
      " WHERE source = places.key AND to_revision = ",
      kHoldsStill,
      " AND field IN ('revenue_parent', 'development_parent',"
      " 'urban_parent')), '')");
}

// ?1 and all below it, as they are now.
std::string Below() {
  return absl::StrCat(
      "WITH RECURSIVE down (name) AS ("
      " SELECT ?1 UNION"
      " SELECT source FROM reference JOIN down ON target = down.name"
      " WHERE to_revision = ",
      kHoldsStill,
      " AND field IN ('revenue_parent', 'development_parent', 'urban_parent'))"
      " ");
}

// Sets the areas of the places of one kind that `condition` holds for, after
// those of all kinds above.
std::string TakeOverSql(type::v1::PlaceKind kind, absl::string_view condition) {
  return absl::StrCat("UPDATE places SET ", FromParents("state"), ", ",
                      kind == type::v1::PLACE_KIND_DISTRICT
                          ? std::string("district = key")
                          : FromParents("district"),
                      " WHERE kind = ", static_cast<int>(kind), condition);
}

absl::Status MovePlacesBelow(sql::Database& database, absl::string_view place) {
  for (const type::v1::PlaceKind kind : kDownward) {
    SANGAM_RETURN_IF_ERROR(
        database
            .Prepare(absl::StrCat(
                         Below(),
                         TakeOverSql(kind,
                                     " AND key <> ?1"
                                     " AND key IN (SELECT name FROM down)")),
                     place)
            .Run());
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<PlaceArea> StoredAreaOf(Snapshot& snapshot,
                                       absl::string_view place) {
  PlaceArea area;
  if (place.empty()) return area;
  sql::Statement row = snapshot.database().Prepare(kAreaSql, place);
  if (row.Next()) area = {row.Text(0), row.Text(1)};
  SANGAM_RETURN_IF_ERROR(row.status());
  return area;
}

absl::StatusOr<std::vector<PlaceArea>> StoredAreasOf(
    Snapshot& snapshot, const std::vector<std::string>& places) {
  std::vector<std::vector<sql::Value>> asked;
  asked.reserve(places.size());
  for (const std::string& place : places) asked.push_back({place});
  std::vector<PlaceArea> areas(places.size());
  SANGAM_RETURN_IF_ERROR(snapshot.database().ReadEach(
      kAreaSql, asked, [&](size_t i, const sql::Statement& row) {
        areas[i] = {row.Text(0), row.Text(1)};
      }));
  return areas;
}

absl::StatusOr<PlaceArea> AreaOf(Snapshot& snapshot, const v1::Place& place) {
  PlaceArea area;
  for (const Reference& parent : ReferencesOf(place)) {
    SANGAM_ASSIGN_OR_RETURN(PlaceArea above,
                            StoredAreaOf(snapshot, parent.target));
    if (area.state.empty()) area.state = std::move(above.state);
    if (area.district.empty()) area.district = std::move(above.district);
  }
  if (place.kind() == type::v1::PLACE_KIND_STATE) area.state = place.name();
  if (place.kind() == type::v1::PLACE_KIND_DISTRICT) {
    area.district = place.name();
  }
  return area;
}

absl::Status MoveAreas(WriteTransaction& transaction, const v1::Place& place) {
  SANGAM_ASSIGN_OR_RETURN(const PlaceArea before,
                          StoredAreaOf(transaction, place.name()));
  SANGAM_ASSIGN_OR_RETURN(const PlaceArea after, AreaOf(transaction, place));
  // What lies below takes over nothing else.
  if (before == after) return absl::OkStatus();
  sql::Database& database = transaction.database();
  SANGAM_RETURN_IF_ERROR(
      database
          .Prepare("UPDATE places SET state = ?, district = ? WHERE key = ?",
                   after.state, after.district, place.name())
          .Run());
  SANGAM_RETURN_IF_ERROR(MovePlacesBelow(database, place.name()));
  for (const ListedTable& listed : ListedTables()) {
    const std::string& table = listed.table->collection();
    const std::string subjects = absl::StrCat(
        " WHERE key IN (SELECT source FROM reference JOIN down"
        " ON target = down.name WHERE field = 'place' AND to_revision = ",
        kHoldsStill, ")");
    SANGAM_RETURN_IF_ERROR(
        database
            .Prepare(
                absl::StrCat(Below(), "UPDATE \"", table,
                             "\" SET area = (SELECT CASE WHEN district <> ''"
                             " THEN district ELSE state END FROM places"
                             " WHERE places.key = \"",
                             table, "\".place)", subjects),
                place.name())
            .Run());
    SANGAM_RETURN_IF_ERROR(
        database
            .Prepare(
                absl::StrCat(
                    "INSERT INTO list_partition"
                    " (collection, area, record_class) ",
                    Below(), "SELECT DISTINCT '", table, "', area, ",
                    listed.class_column.empty() ? "0" : listed.class_column,
                    " FROM \"", table, "\"", subjects,
                    " ON CONFLICT DO NOTHING"),
                place.name())
            .Run());
  }
  return absl::OkStatus();
}

absl::Status FillPlaceAreas(sql::Database& database) {
  SANGAM_RETURN_IF_ERROR(
      database.Execute(absl::StrCat("UPDATE places SET state = key"
                                    " WHERE kind = ",
                                    type::v1::PLACE_KIND_STATE, ";")));
  for (const type::v1::PlaceKind kind : kDownward) {
    SANGAM_RETURN_IF_ERROR(
        database.Execute(absl::StrCat(TakeOverSql(kind, ""), ";")));
  }
  return absl::OkStatus();
}

absl::Status NoteListPartition(WriteTransaction& transaction,
                               absl::string_view collection,
                               absl::string_view area, int64_t record_class) {
  using Type = sql::Insertion::Type;
  static const auto* const kRows =
      new sql::Insertion("list_partition",
                         {{"collection", Type::kText},
                          {"area", Type::kText},
                          {"record_class", Type::kInteger}},
                         sql::Insertion::IfThere::kStays);
  return transaction.database()
      .PrepareInsert(*kRows, collection, area, record_class)
      .Run();
}

}  // namespace sangam::registry
