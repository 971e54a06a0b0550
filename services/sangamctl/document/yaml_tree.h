// YAML as a tree in which every node knows its place.
//
// Unlike yaml-cpp's own nodes, this tree keeps keys that are written twice,
// tells quoted from plain scalars, and shares aliased nodes instead of copying.
#ifndef SANGAM_SERVICES_SANGAMCTL_DOCUMENT_YAML_TREE_H_
#define SANGAM_SERVICES_SANGAMCTL_DOCUMENT_YAML_TREE_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "services/sangamctl/document/problem.h"
#include "services/sangamctl/document/source_text.h"

namespace sangam::sangamctl {

// Nesting deeper than this is refused.
inline constexpr int kMaxYamlDepth = 100;

struct YamlNode;
using YamlNodePointer = std::shared_ptr<const YamlNode>;

// One reference to a node. Two references share a node where an alias is used.
struct YamlEdge {
  YamlNodePointer node;
  // Where the reference stands; for an alias, the place of the alias.
  TextPosition position;
  bool is_alias = false;
};

// A null, a scalar, a sequence or a mapping. Immutable once read.
struct YamlNode {
  enum class Kind { kNull, kScalar, kSequence, kMapping };

  Kind kind = Kind::kNull;
  // The tag as written, empty for none ("!" and "?" are not tags).
  std::string tag;
  // Scalars: the text, and whether it stood in quotes or in a block.
  std::string text;
  bool quoted = false;
  // Elements of a sequence.
  std::vector<YamlEdge> elements;
  // Entries of a mapping as (key, value), in the order written.
  std::vector<std::pair<YamlEdge, YamlEdge>> entries;
};

// All documents of a file up to its first syntax error. Empty documents are
// left out. Reports at most one problem, since nothing after a syntax error can
// be understood.
std::vector<YamlEdge> ReadYaml(const SourceText& source, Problems& problems);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_DOCUMENT_YAML_TREE_H_
