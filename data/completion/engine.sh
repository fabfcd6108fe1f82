# What fits at the cursor, in bash and zsh. Each list has rows word|takes|help: what a word takes is
# the lists of its values, a stroke where none can be named, and nothing where it takes none. A list
# with ? is asked of the program, one with + may come again, and "file" is left to the shell.

# Whether a list has a word; "takes" is what its row says.
__achilles_row() {
  local row
  __achilles_rows "$1"
  for row in "${rows[@]}"; do
    if [[ ${row%%|*} == "$2" ]]; then
      takes=${row#*|}
      takes=${takes%%|*}
      return 0
    fi
  done
  return 1
}

# Whether a word is an option here.
__achilles_option() {
  __achilles_row "$place -" "$1" || __achilles_row switches "$1"
}

# Offer the options of a list that are not typed yet.
__achilles_offer_options() {
  local row
  __achilles_rows "$1"
  for row in "${rows[@]}"; do
    [[ $given == *" ${row%%|*} "* ]] || offers+=("$row")
  done
}

# Offer the values of a list, each after a prefix.
__achilles_offer_values() {
  local list=${1%+} prefix=$2 row
  case $list in
  file) files=yes ;;
  \?*)
    while IFS= read -r row; do
      offers+=("$prefix$row")
    done < <("$program" --lang @LANGUAGE@ completion "${list#?}" -- "${passed[@]}" "$current" \
      </dev/null 2>/dev/null)
    ;;
  *)
    if [[ -z $prefix && $current == *=* ]]; then
      if __achilles_row "$list" "${current%%=*}="; then
        __achilles_offer_values "$takes" "${current%%=*}="
      fi
      return
    fi
    __achilles_rows "$list"
    for row in "${rows[@]}"; do
      offers+=("$prefix$row")
    done
    ;;
  esac
}

# Put what fits into "offers", and "yes" into "files" where a file does. The caller says which
# program it is, which words stand before the cursor, and what is typed of the word at it.
__achilles_fit() {
  [[ -n ${ZSH_VERSION-} ]] && emulate -L ksh
  local place=achilles fits='' option='' given=' ' closed='' takes='' word
  local -a passed rows
  passed=() offers=() files=''
  for word in "${before[@]}"; do
    if [[ -n $option ]]; then
      option=${option#* }
    elif [[ -z $closed && $word == -- ]]; then
      closed=yes
    elif [[ -z $closed && $word == --*=* ]]; then
      given="$given${word%%=*} "
    elif [[ -z $closed ]] && __achilles_option "$word"; then
      given="$given$word "
      option=${takes:+$takes }
    elif ((${#passed[@]} == 0)) && __achilles_row "$place" "$word"; then
      place="$place $word"
      fits=$takes
    elif [[ $place != achilles || $word != help ]]; then
      passed+=("$word")
      if [[ ${fits%% *} != *+ ]]; then
        fits=${fits#"${fits%% *}"}
        fits=${fits# }
      fi
    fi
  done
  if [[ -n $option ]]; then
    __achilles_offer_values "${option%% *}" ''
  elif [[ -z $closed && $current == --*=* ]]; then
    if __achilles_option "${current%%=*}"; then
      __achilles_offer_values "${takes%% *}" "${current%%=*}="
    fi
  elif [[ -z $closed && $current == -* ]]; then
    __achilles_offer_options "$place -"
    [[ $place == achilles ]] || __achilles_offer_options switches
  else
    if ((${#passed[@]} == 0)); then
      __achilles_rows "$place"
      offers=("${rows[@]}")
    fi
    __achilles_offer_values "${fits%% *}" ''
  fi
}
