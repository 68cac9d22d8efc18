# Short-lived certificates of one authority, for servers on loopback. Sourced by dev/kube and dev/bastion.

# authority FOLDER: makes FOLDER/ca.key and FOLDER/ca.crt.
authority() {
    mkdir -p "$1"
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 365 -subj /CN=drawbridge-dev-ca \
        -addext keyUsage=critical,keyCertSign,cRLSign -keyout "$1/ca.key" -out "$1/ca.crt"
}

# certificate FOLDER NAME SUBJECT EXTENSIONS: makes FOLDER/NAME.key and FOLDER/NAME.crt, signed by the folder's authority.
certificate() {
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj "$3" -keyout "$1/$2.key" -out "$1/$2.csr"
    printf '%s\n' "$4" >"$1/$2.extensions"
    openssl x509 -req -in "$1/$2.csr" -CA "$1/ca.crt" -CAkey "$1/ca.key" -CAcreateserial -days 365 \
        -extfile "$1/$2.extensions" -out "$1/$2.crt"
    rm -f "$1/$2.csr" "$1/$2.extensions"
}
