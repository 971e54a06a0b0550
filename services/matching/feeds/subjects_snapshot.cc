#include "services/matching/feeds/subjects_snapshot.h"

#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/matching/columns/columns_snapshot.h"
#include "services/matching/engine/matcher.h"
#include "services/matching/feeds/feed_errors.h"

namespace sangam::matching {
namespace {

constexpr char kMagic[] = "sangam subjects\n";
// Advance it when side facts, or what is kept of a place, mean something else.
constexpr int kForm = 1;
// Revenue, development and urban.
constexpr uint64_t kMostParents = 3;

// What writes snapshots that this program can go on from.
std::string Program() {
  return absl::StrCat("form ", kForm, ", engine ", kEngineVersion);
}

void WritePlaces(const PlaceTable& places, SnapshotWriter* writer) {
  writer->Number(places.size());
  places.ForEach([writer](const std::string& name, const PlaceNode& node) {
    writer->Text(name);
    writer->Number(static_cast<uint64_t>(node.kind));
    writer->Text(node.title);
    writer->Number(node.parents.size());
    for (const std::string& parent : node.parents) writer->Text(parent);
  });
}

bool ReadPlace(SnapshotReader* reader, std::string* name, PlaceNode* node) {
  uint64_t kind = 0;
  uint64_t parents = 0;
  if (!reader->Text(name) ||
      !reader->NumberUpTo(std::numeric_limits<int32_t>::max(), &kind) ||
      !reader->Text(&node->title) ||
      !reader->NumberUpTo(kMostParents, &parents)) {
    return false;
  }
  node->kind = static_cast<type::v1::PlaceKind>(kind);
  node->parents.resize(parents);
  for (std::string& parent : node->parents) {
    if (!reader->Text(&parent)) return false;
  }
  return true;
}

std::shared_ptr<const PlaceTable> ReadPlaces(SnapshotReader* reader) {
  uint64_t count = 0;
  if (!reader->Number(&count)) return nullptr;
  PlaceTable::Nodes places;
  for (uint64_t i = 0; i < count; ++i) {
    std::string name;
    PlaceNode node;
    if (!ReadPlace(reader, &name, &node)) return nullptr;
    if (!places.emplace(std::move(name), std::move(node)).second) {
      return nullptr;
    }
  }
  return PlaceTable::Of(std::move(places));
}

}  // namespace

absl::Status WriteSubjects(const std::string& path, const SubjectsView& view) {
  SnapshotWriter writer(path);
  writer.Text(kMagic);
  writer.Text(Program());
  WritePlaces(*view.places, &writer);
  WriteColumns(*view.columns, &writer);
  return writer.Commit();
}

absl::optional<SubjectsView> ReadSubjects(const std::string& path,
                                          std::string* problem) {
  problem->clear();
  SnapshotReader reader(path);
  if (reader.is_missing()) return absl::nullopt;
  std::string text;
  if (!reader.Text(&text) || text != kMagic) {
    *problem = "it can't be read, or is no snapshot";
    return absl::nullopt;
  }
  if (!reader.Text(&text) || text != Program()) {
    *problem = "another version of the program wrote it";
    return absl::nullopt;
  }
  SubjectsView view;
  view.places = ReadPlaces(&reader);
  if (view.places != nullptr) view.columns = ReadColumns(&reader);
  if (view.columns == nullptr || !reader.IsWhole()) {
    *problem = "it is damaged, or another build of the program wrote it";
    return absl::nullopt;
  }
  auto position = BatchPosition(view.columns->token(), kRegistryStore);
  if (!position.ok()) {
    *problem = "it has no position";
    return absl::nullopt;
  }
  view.position = *std::move(position);
  return view;
}

}  // namespace sangam::matching
